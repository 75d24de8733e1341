// Package help holds the texts that explain the program: topics of plain blocks, read from the Markdown files that
// are part of it, in two languages, with a search over them. It knows neither the window nor paper.
package help

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"zlot/assets"
	"zlot/event/i18n"
)

// Book is the help in one language, its topics in their order.
type Book struct {
	Lang   string
	Topics []Topic

	indexes []index // of the topics
}

// Topic is one page of the help.
type Topic struct {
	// ID is the name of its files, and what links lead to.
	ID string
	// Title and Summary are for the list of contents; the text repeats neither.
	Title, Summary string
	// Screens are those whose help it is.
	Screens []string
	// Order is its place in the book.
	Order int
	// Keywords are words that people look for and the text lacks.
	Keywords []string
	Blocks   []Block
}

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item // of a list
	Note
	Picture
)

// Block is a piece of a topic that stands by itself.
type Block struct {
	Kind Kind
	// Number is that of an item in a numbered list; 0: the list has bullets.
	Number int
	// Spans are the words; of a picture, what is seen on it.
	Spans []Span
	// Picture is the name of a picture.
	Picture string
}

// Style is how a span is set.
type Style int

// The styles of spans.
const (
	Plain  Style = iota
	Name         // what a button, a tab, a field is called in the program
	Stress       // words that matter
	Key          // a key, or the name of a file
	Link         // leads to another topic
)

// Span is words in one style.
type Span struct {
	Text  string
	Style Style
	// Topic is where a link leads.
	Topic string
}

// Text is the words of a block without their styles.
func (b Block) Text() string {
	var text strings.Builder
	for _, s := range b.Spans {
		text.WriteString(s.Text)
	}
	return text.String()
}

var books = map[string]func() *Book{
	i18n.Polish:  sync.OnceValue(func() *Book { return mustRead(i18n.Polish) }),
	i18n.English: sync.OnceValue(func() *Book { return mustRead(i18n.English) }),
}

// Open returns the help in a language, read when it is first asked for; another language than English is Polish.
func Open(lang string) *Book {
	if open, ok := books[lang]; ok {
		return open()
	}
	return books[i18n.Polish]()
}

// mustRead reads topics that are part of the program: one that cannot be read is a mistake in it.
func mustRead(lang string) *Book {
	b, err := read(assets.Help(), lang)
	if err != nil {
		panic(err)
	}
	return b
}

func read(files fs.FS, lang string) (*Book, error) {
	names, err := fs.Glob(files, "*."+lang+".md")
	if err != nil {
		return nil, fmt.Errorf("help: %w", err)
	}
	b := &Book{Lang: lang}
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("help: %w", err)
		}
		t, err := parse(strings.TrimSuffix(name, "."+lang+".md"), source)
		if err != nil {
			return nil, fmt.Errorf("help %s: %w", name, err)
		}
		b.Topics = append(b.Topics, t)
	}
	slices.SortStableFunc(b.Topics, func(x, y Topic) int { return cmp.Compare(x.Order, y.Order) })
	for _, t := range b.Topics {
		b.indexes = append(b.indexes, newIndex(t))
	}
	return b, nil
}

// Topic finds a topic by its id.
func (b *Book) Topic(id string) (Topic, bool) {
	at := slices.IndexFunc(b.Topics, func(t Topic) bool { return t.ID == id })
	if at < 0 {
		return Topic{}, false
	}
	return b.Topics[at], true
}

// instead is the screen whose help a screen without help of its own has.
var instead = map[string]string{
	"series": "home", "welcome": "home", "lock": "home", "import": "registrations", "designer": "badges",
	"paper": "checkin", "backup": "settings", "roles": "settings",
}

// ForScreen finds the topic that explains a screen.
func (b *Book) ForScreen(screen string) (Topic, bool) {
	for {
		for _, t := range b.Topics {
			if slices.Contains(t.Screens, screen) {
				return t, true
			}
		}
		if screen = instead[screen]; screen == "" {
			return Topic{}, false
		}
	}
}

// PicturePNG is a picture of the help.
func PicturePNG(name, lang string) ([]byte, error) {
	data, err := fs.ReadFile(assets.Help(), "pictures/"+name+"."+lang+".png")
	if err != nil {
		return nil, fmt.Errorf("help: %w", err)
	}
	return data, nil
}
