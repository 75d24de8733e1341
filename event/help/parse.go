package help

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"zlot/event/i18n"
)

const fence = "---\n"

// parse reads a topic: its front matter, and Markdown of the few kinds that the window and the paper can show.
func parse(id string, source []byte) (Topic, error) {
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	rest, begins := bytes.CutPrefix(source, []byte(fence))
	front, body, ends := bytes.Cut(rest, []byte("\n"+fence))
	if !begins || !ends {
		return Topic{}, errors.New("the front matter between two lines --- is missing")
	}
	t := Topic{ID: id}
	for line := range strings.Lines(string(front)) {
		if err := t.set(strings.TrimSpace(line)); err != nil {
			return Topic{}, err
		}
	}
	if t.Title == "" || t.Summary == "" || t.Order == 0 {
		return Topic{}, errors.New("title, summary and order must be given")
	}
	r := reader{source: body}
	for n := goldmark.DefaultParser().Parse(text.NewReader(body)).FirstChild(); n != nil; n = n.NextSibling() {
		if err := r.block(n); err != nil {
			return Topic{}, err
		}
	}
	t.Blocks = r.blocks
	return t, nil
}

// set takes one line of the front matter.
func (t *Topic) set(line string) error {
	key, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	if !ok {
		return fmt.Errorf("front matter: %q is not “key: value”", line)
	}
	switch key {
	case "title":
		t.Title = i18n.HardSpaces(value)
	case "summary":
		t.Summary = i18n.HardSpaces(value)
	case "screens":
		t.Screens = list(value)
	case "keywords":
		t.Keywords = list(value)
	case "order":
		order, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("front matter: order: %w", err)
		}
		t.Order = order
	default:
		return fmt.Errorf("front matter: there is no %q", key)
	}
	return nil
}

func list(value string) []string {
	var all []string
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// reader makes blocks of a tree of Markdown.
type reader struct {
	source []byte
	blocks []Block
}

func (r *reader) refuse(what string, n ast.Node) error {
	near := ""
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		line := n.Lines().At(0)
		near = ", near “" + strings.TrimSpace(string(line.Value(r.source))) + "”"
	}
	return errors.New(what + near)
}

func (r *reader) block(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level != 2 {
			return r.refuse("headings are written with ##", n)
		}
		return r.words(Block{Kind: Heading}, n)
	case *ast.Paragraph:
		if image, ok := n.FirstChild().(*ast.Image); ok {
			if n.ChildCount() > 1 {
				return r.refuse("a picture stands alone", n)
			}
			return r.words(Block{Kind: Picture, Picture: string(image.Destination)}, image)
		}
		return r.words(Block{Kind: Paragraph}, n)
	case *ast.Blockquote:
		if n.ChildCount() != 1 || n.FirstChild().Kind() != ast.KindParagraph {
			return r.refuse("a note is one paragraph", n.FirstChild())
		}
		return r.words(Block{Kind: Note}, n.FirstChild())
	case *ast.List:
		return r.items(n)
	}
	return r.refuse("the help has no "+n.Kind().String(), n)
}

func (r *reader) items(l *ast.List) error {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 {
			return r.refuse("an item is one paragraph", item.FirstChild())
		}
		b := Block{Kind: Item}
		if l.IsOrdered() {
			b.Number = number
			number++
		}
		words := item.FirstChild()
		if k := words.Kind(); k != ast.KindTextBlock && k != ast.KindParagraph {
			return r.refuse("an item is one paragraph", words)
		}
		if err := r.words(b, words); err != nil {
			return err
		}
	}
	return nil
}

// words adds a block with the words below a node.
func (r *reader) words(b Block, n ast.Node) error {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if err := r.span(&b, child, Span{}); err != nil {
			return err
		}
	}
	b.Spans = joined(b.Spans)
	r.blocks = append(r.blocks, b)
	return nil
}

func (r *reader) span(b *Block, n ast.Node, as Span) error {
	switch n := n.(type) {
	case *ast.Text:
		as.Text = string(n.Segment.Value(r.source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			as.Text += " "
		}
		b.Spans = append(b.Spans, as)
		return nil
	case *ast.String:
		as.Text = string(n.Value)
		b.Spans = append(b.Spans, as)
		return nil
	case *ast.CodeSpan:
		as.Style = Key
	case *ast.Emphasis:
		as.Style = Stress
		if n.Level == 2 {
			as.Style = Name
		}
	case *ast.Link:
		as.Style, as.Topic = Link, string(n.Destination)
	default:
		return errors.New("the help has no " + n.Kind().String() + " within a text: “" + b.Text() + "…”")
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if err := r.span(b, child, as); err != nil {
			return err
		}
	}
	return nil
}

// joined puts neighbours in one style together, and hard spaces where a line must not be broken.
func joined(spans []Span) []Span {
	var all []Span
	for _, s := range spans {
		if last := len(all) - 1; last >= 0 && all[last].Style == s.Style && all[last].Topic == s.Topic {
			all[last].Text += s.Text
			continue
		}
		all = append(all, s)
	}
	hard := []rune(i18n.HardSpaces(Block{Spans: all}.Text())) // a letter for a letter
	for i := range all {
		length := len([]rune(all[i].Text))
		if all[i].Style != Key {
			all[i].Text = string(hard[:length])
		}
		hard = hard[length:]
	}
	return all
}
