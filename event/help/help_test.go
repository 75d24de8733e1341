package help

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zlot/assets"
	"zlot/event/i18n"
)

// screens are the pages of the program, each with a topic of its own; a screen within a page may have one.
var (
	screens = []string{"home", "registrations", "agenda", "badges", "checkin", "certificates", "mail", "settings", "scanner"}
	within  = []string{"series", "paper", "import", "designer", "welcome", "lock", "backup", "roles"}
)

// largest is how much all of the help may add to the program.
const largest = 2_500_000

func languages() []*Book { return []*Book{Open(i18n.Polish), Open(i18n.English)} }

func TestBook_EveryTopicCanBeRead(t *testing.T) {
	files, err := fs.Glob(assets.Help(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		parts := strings.Split(name, ".")
		source, err := fs.ReadFile(assets.Help(), name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parse(parts[0], source); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(parts) != 3 || parts[1] != i18n.Polish && parts[1] != i18n.English || !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(parts[0]) {
			t.Errorf("%s: the name is not <topic>.<pl|en>.md", name)
		}
	}
}

// shape is what a topic must have in both languages alike.
func shape(topic Topic) string {
	var s strings.Builder
	fmt.Fprintf(&s, "order %d, screens %v:", topic.Order, topic.Screens)
	for _, b := range topic.Blocks {
		fmt.Fprintf(&s, " %d", b.Kind)
		if b.Kind == Item && b.Number > 0 {
			s.WriteString(".")
		}
		s.WriteString(b.Picture)
	}
	var links []string
	for _, b := range topic.Blocks {
		for _, span := range b.Spans {
			if span.Style == Link {
				links = append(links, span.Topic)
			}
		}
	}
	slices.Sort(links)
	fmt.Fprintf(&s, " links %v", links)
	return s.String()
}

func TestBook_BothLanguagesAlike(t *testing.T) {
	pl, en := Open(i18n.Polish), Open(i18n.English)
	for _, topic := range pl.Topics {
		other, ok := en.Topic(topic.ID)
		switch {
		case !ok:
			t.Errorf("%s is not in English", topic.ID)
		case shape(topic) != shape(other):
			t.Errorf("%s differs (0 paragraph, 1 heading, 2 item, 3 note, 4 picture):\npl %s\nen %s", topic.ID, shape(topic), shape(other))
		}
	}
	for _, topic := range en.Topics {
		if _, ok := pl.Topic(topic.ID); !ok {
			t.Errorf("%s is not in Polish", topic.ID)
		}
	}
}

func TestBook_LinksAndPicturesExist(t *testing.T) {
	for _, b := range languages() {
		for _, topic := range b.Topics {
			for _, block := range topic.Blocks {
				if block.Kind == Picture {
					if _, err := PicturePNG(block.Picture, b.Lang); err != nil {
						t.Errorf("%s (%s): there is no picture %q; see make pictures", topic.ID, b.Lang, block.Picture)
					}
				}
				for _, span := range block.Spans {
					if _, ok := b.Topic(span.Topic); span.Style == Link && !ok {
						t.Errorf("%s (%s): the link %q leads nowhere: %q", topic.ID, b.Lang, span.Text, span.Topic)
					}
				}
			}
		}
	}
}

func TestBook_EveryScreenHasOneTopic(t *testing.T) {
	b := Open(i18n.Polish)
	count := map[string]int{}
	for _, topic := range b.Topics {
		for _, s := range topic.Screens {
			count[s]++
			if !slices.Contains(screens, s) && !slices.Contains(within, s) {
				t.Errorf("%s: there is no screen %q", topic.ID, s)
			}
		}
	}
	for _, s := range screens {
		if count[s] != 1 {
			t.Errorf("screen %s has %d topics", s, count[s])
		}
	}
	for _, s := range within {
		if _, ok := b.ForScreen(s); !ok || count[s] > 1 {
			t.Errorf("screen %s has %d topics", s, count[s])
		}
	}
}

// What is written as a name is a text of the program: the help names no button that is not there.
func TestBook_NamesAreTextsOfTheProgram(t *testing.T) {
	for _, b := range languages() {
		plain, patterns := texts(t, b.Lang)
		for _, topic := range b.Topics {
			for _, block := range topic.Blocks {
				for _, span := range block.Spans {
					if span.Style == Name && !plain[bare(span.Text)] && !matches(patterns, bare(span.Text)) {
						t.Errorf("%s (%s): nothing in the program is called %q", topic.ID, b.Lang, span.Text)
					}
				}
			}
		}
	}
}

// bare is a text without what may be left out when it is named.
func bare(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
	return strings.TrimRight(strings.TrimSpace(s), "….:")
}

func matches(patterns []*regexp.Regexp, name string) bool {
	return slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(name) })
}

// texts are all texts of a language; those with places to fill in are patterns.
func texts(t *testing.T, lang string) (plain map[string]bool, patterns []*regexp.Regexp) {
	t.Helper()
	names, err := fs.Glob(assets.Locale(), "*."+lang+".json")
	if err != nil {
		t.Fatal(err)
	}
	plain = map[string]bool{}
	place := regexp.MustCompile(`\{\{.*?\}\}`)
	for _, name := range names {
		body, err := fs.ReadFile(assets.Locale(), name)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(body, &messages); err != nil {
			t.Fatal(err)
		}
		for _, m := range messages {
			for _, text := range forms(m) {
				if !place.MatchString(text) {
					plain[bare(text)] = true
					continue
				}
				around := place.Split(bare(text), -1)
				if len(strings.Join(around, "")) < 4 {
					continue // it would fit everything
				}
				for i := range around {
					around[i] = regexp.QuoteMeta(around[i])
				}
				patterns = append(patterns, regexp.MustCompile("^"+strings.Join(around, ".+")+"$"))
			}
		}
	}
	return plain, patterns
}

func forms(message any) (all []string) {
	switch m := message.(type) {
	case string:
		return []string{m}
	case map[string]any:
		for _, form := range m {
			if text, ok := form.(string); ok {
				all = append(all, text)
			}
		}
	}
	return all
}

func TestPictures_AllAreUsedAndSmall(t *testing.T) {
	used := map[string]bool{}
	for _, b := range languages() {
		for _, topic := range b.Topics {
			for _, block := range topic.Blocks {
				if block.Picture != "" {
					used[block.Picture+"."+b.Lang+".png"] = true
				}
			}
		}
	}
	total := 0
	err := fs.WalkDir(assets.Help(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets.Help(), name)
		if err != nil {
			return err
		}
		total += len(data)
		if path.Ext(name) != ".png" {
			return nil
		}
		if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !used[path.Base(name)] {
			t.Errorf("%s: no topic shows it", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if total > largest {
		t.Errorf("the help has %d bytes, more than %d", total, largest)
	}
}
