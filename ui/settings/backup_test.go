package settings

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/copies"
	"zlot/event/i18n"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// disk writes copies as the program does.
type disk struct{ desk string }

func (disk) Write(path string, write func(io.Writer) error) error {
	return storage.WriteFile(path, write)
}
func (disk) Draft() string                                  { return storage.DraftPattern() }
func (disk) Holds(path string, wanted []byte) (bool, error) { return storage.HoldsBytes(path, wanted) }
func (d disk) Read(ctx context.Context, path string, own bool) (copies.Content, error) {
	if err := storage.MayRestore(ctx, path); err != nil {
		return nil, err
	}
	return storage.Open(ctx, path, storage.Options{ReadOnly: !own, DeskFile: d.desk})
}

// rhythm are the settings of copies in memory.
type rhythm struct {
	every  time.Duration
	second string
}

func (r *rhythm) CopyInterval() time.Duration     { return r.every }
func (r *rhythm) SetCopyInterval(d time.Duration) { r.every = d }
func (r *rhythm) CopySecond() string              { return r.second }
func (r *rhythm) SetCopySecond(folder string)     { r.second = folder }

// saved is the page with copies.
type saved struct {
	*stage
	store    *copies.Store
	rhythm   *rhythm
	restored []string
}

func newSaved(t *testing.T, variant kit.Variant, lang string, width, height float32) *saved {
	t.Helper()
	st := newStage(t, variant, lang, width, height)
	dir := t.TempDir()
	s := &saved{stage: st, rhythm: &rhythm{every: 10 * time.Minute}}
	s.store = copies.New(copies.Options{File: filepath.Join(dir, "zlot.db"), Source: st.page.Store.(copies.Source),
		Disk: disk{filepath.Join(dir, "desk")}, Work: 10})
	st.svc.Copies = s.store
	d := st.page.Deps
	d.Backups = Backups{Service: st.svc, Reader: st.svc, Copies: s.store, Prefs: s.rhythm, Every: []time.Duration{5 * time.Minute, 10 * time.Minute},
		Restore: func(name, _ string) { s.restored = append(s.restored, name) }}
	st.page.Hidden()
	s.page = New(d)
	s.window.SetContent(kit.NewToastHost(s.window, s.page.Content()))
	s.page.Shown()
	return s
}

func (s *saved) words() string { return kittest.Words(s.page.copies.view) }

func TestBackup_MakesOneAndSaysSo(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	if !strings.Contains(s.words(), "Nie ma jeszcze żadnej kopii") {
		t.Errorf("at first: %s", s.words())
	}
	s.page.copies.make.Press()
	if !strings.Contains(s.words(), "Ostatnia kopia: dziś o") || !strings.Contains(s.words(), "na życzenie") {
		t.Errorf("after one: %s", s.words())
	}
}

// A stick that is away is said quietly, and its copies come when it is back.
func TestBackup_SecondFolder(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	stick := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	s.page.copies.setSecond(stick)
	if s.rhythm.second != stick || !strings.Contains(s.words(), "Kopie idą też tutaj") {
		t.Errorf("kept %q: %s", s.rhythm.second, s.words())
	}
	if found, err := filepath.Glob(filepath.Join(stick, "*", "*.zlot")); err != nil || len(found) != 1 {
		t.Errorf("on the stick %v, %v", found, err)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	s.page.copies.update()
	if !strings.Contains(s.words(), "Teraz go nie ma") {
		t.Errorf("pulled out: %s", s.words())
	}
}

func TestBackup_Restore(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	if err := s.store.SetPassphrase(t.Context(), "", "krowa i koza"); err != nil {
		t.Fatal(err)
	}
	s.page.copies.make.Press()
	title := "Zlot dwudniowy"
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Title: &title}); err != nil {
		t.Fatal(err)
	}
	s.page.copies.onRestore()
	c := s.window.Canvas()
	kittest.Press(c, "Down", "Home")
	shown := func() string { return kittest.Words(c.Overlays().Top()) }
	if !strings.Contains(shown(), "zaszyfrowana") {
		t.Fatalf("the passphrase is not asked for: %s", shown())
	}
	kittest.TypeFocused(c, "zgaduję")
	kittest.Press(c, "Return")
	if !strings.Contains(shown(), "To nie jest hasło tej kopii") || len(s.restored) > 0 {
		t.Errorf("a wrong passphrase: %s", shown())
	}
	field, ok := c.Focused().(*kit.Entry)
	if !ok {
		t.Fatal("the passphrase has lost the focus")
	}
	field.SetText("")
	kittest.TypeFocused(c, "krowa i koza")
	kittest.Press(c, "Return")
	if !strings.Contains(shown(), "1 zmiana ustawień") || len(s.restored) > 0 {
		t.Errorf("the preview: %s", shown())
	}
	button, found := kittest.Find(c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "Przywróć" })
	if !found {
		t.Fatal("no button to restore")
	}
	button.Press()
	if len(s.restored) != 1 || !strings.HasSuffix(s.restored[0], ".zlot.age") {
		t.Errorf("restored %v", s.restored)
	}
}

// Where the laptop is a new one the copies lie on the stick alone.
func TestBackup_RestoreFromStick(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.page.copies.setSecond(t.TempDir())
	if err := os.RemoveAll(s.store.Places().First); err != nil {
		t.Fatal(err)
	}
	s.page.copies.onRestore()
	c := s.window.Canvas()
	kittest.Press(c, "Down", "Home")
	button, found := kittest.Find(c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == "Przywróć" })
	if !found {
		t.Fatal("no button to restore")
	}
	button.Press()
	if len(s.restored) != 1 || !strings.HasPrefix(s.restored[0], s.rhythm.second) {
		t.Errorf("restored %v", s.restored)
	}
}

// What goes wrong is said on the card, in words.
func TestBackup_Failure(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	if err := os.WriteFile(s.store.Places().First, nil, 0o600); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	if _, err := s.svc.MakeCopy(t.Context(), event.CopyInterval); err == nil {
		t.Fatal("a copy was made")
	}
	s.page.copies.show()
	if s.store.Places().Failed == nil || !strings.Contains(s.words(), "folder") {
		t.Errorf("the card says %s", s.words())
	}
}

func TestBackup_Pictures(t *testing.T) {
	if os.Getenv("ZLOT_PICTURES") == "" {
		t.Skip("no pictures wanted")
	}
	for _, look := range []struct {
		name          string
		variant       kit.Variant
		lang          string
		width, height float32
	}{
		{"pl-light", kit.VariantLight, i18n.Polish, 1178, 716}, {"en-dark", kit.VariantDark, i18n.English, 1732, 1028},
	} {
		s := newSaved(t, look.variant, look.lang, look.width, look.height)
		s.page.copies.make.Press()
		s.page.copies.setSecond(t.TempDir())
		s.clock.Advance(time.Minute)
		s.page.scroll.ScrollToOffset(s.page.body.Objects[1].Position().AddXY(0, s.page.copies.view.Position().Y))
		kittest.Screenshot(t, s.window.Canvas(), "backup-"+look.name)
		title := "Zlot dwudniowy"
		if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Title: &title}); err != nil {
			t.Fatal(err)
		}
		s.page.copies.onRestore()
		kittest.Press(s.window.Canvas(), "Down", "Home")
		kittest.Screenshot(t, s.window.Canvas(), "backup-restore-"+look.name)
		kittest.Press(s.window.Canvas(), "Escape")
		s.page.copies.onPassphrase()
		kittest.Screenshot(t, s.window.Canvas(), "backup-lock-"+look.name)
		kittest.Press(s.window.Canvas(), "Escape")
	}
}

// A file that is not in the list is named, with when something last changed in it, and no row stands for it.
func TestBackup_RestoreOtherFile(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.page.copies.make.Press()
	all, err := s.store.List(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	other := filepath.Join(t.TempDir(), "z pendrive’a.zlot")
	raw, err := os.ReadFile(all[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	ChooseCopy(s.page.Deps, other)
	top := s.window.Canvas().Overlays().Top()
	shown := kittest.Words(top)
	if !strings.Contains(shown, "z pendrive’a.zlot") || !strings.Contains(shown, "Ostatnia zmiana w tej kopii") || strings.Contains(shown, "innego pliku") {
		t.Errorf("the preview: %s", shown)
	}
	button, found := kittest.Find(top, func(b *kit.Button) bool { return b.Text() == "Przywróć" })
	if !found {
		t.Fatal("no button to restore")
	}
	button.Press()
	if len(s.restored) != 1 || s.restored[0] != other {
		t.Errorf("restored %v", s.restored)
	}
}

// With the stick away the copy on the laptop is made, and nothing else is said.
func TestBackup_StickAway(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	if err := s.store.SetSecond(filepath.Join(t.TempDir(), "stick")); err != nil {
		t.Fatal(err)
	}
	s.page.copies.make.Press()
	words := kittest.Words(s.window.Content())
	if !strings.Contains(words, "Kopia na laptopie jest gotowa.") || s.window.Canvas().Overlays().Top() != nil && strings.Contains(kittest.Words(s.window.Canvas().Overlays().Top()), "Nic nie zmieniono") {
		t.Errorf("it says %s", words)
	}
}

// Whoever works here comes back as in the copy: it is said where they are others now, and only there.
func TestBackup_RestoreSaysOperators(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.page.copies.make.Press()
	const sentence = "Wróci też lista osób"
	preview := func() string {
		s.page.copies.onRestore()
		c := s.window.Canvas()
		kittest.Press(c, "Down", "Home")
		defer kittest.Press(c, "Escape")
		return kittest.Words(c.Overlays().Top())
	}
	if shown := preview(); strings.Contains(shown, sentence) || !strings.Contains(shown, "W kopii jest") {
		t.Errorf("the same people: %s", shown)
	}
	ola, err := s.svc.AddOperator(t.Context(), event.NewOperator{Name: "Ola", Role: event.OperatorLead, PIN: "246813"})
	if err != nil {
		t.Fatal(err)
	}
	s.svc.Who = func() string { return ola.ID }
	if shown := preview(); !strings.Contains(shown, sentence) {
		t.Errorf("others now: %s", shown)
	}
}

// Another laptop's copy on the stick is said to be one, and only somebody who means it restores it.
func TestBackup_RestoreForeign(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	stick := t.TempDir()
	other := copies.New(copies.Options{File: filepath.Join(t.TempDir(), "zlot.db"), Source: s.page.Store.(copies.Source), Disk: s.store.Disk})
	if err := other.SetSecond(stick); err != nil {
		t.Fatal(err)
	}
	newer, second, err := other.Make(t.Context(), event.CopyInterval, s.page.Now().Add(time.Hour))
	if err != nil || second != nil {
		t.Fatal(err, second)
	}
	s.page.copies.setSecond(stick) // makes one of its own
	s.page.copies.onRestore()
	top := s.window.Canvas().Overlays().Top()
	list, found := kittest.Find(top, func(*kit.DataList[event.Backup]) bool { return true })
	if !found || len(list.Items()) != 2 || !list.Items()[0].Foreign || list.Items()[0].Name != newer.Name {
		t.Fatalf("the list: %v", list)
	}
	if got := s.page.copies.why(list.Items()[0]); got != "może z innego laptopa, w czasie pracy" {
		t.Errorf("the other’s is said to be %q", got)
	}
	button, _ := kittest.Find(top, func(b *kit.Button) bool { return b.Text() == "Przywróć" })
	button.Press()
	if len(s.restored) != 1 || filepath.Dir(s.restored[0]) != s.store.Places().First {
		t.Errorf("restored %v", s.restored)
	}
}

// unreadFile is beside a file that cannot be read.
type unreadFile struct{}

func (unreadFile) PreviewCopy(context.Context, string, string) (event.CopyPreview, error) {
	return event.CopyPreview{Unread: event.Fail(event.CodeCorrupt)}, nil
}

// Of a file that cannot be read no copy is promised.
func TestBackup_RestoreUnread(t *testing.T) {
	s := newSaved(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.page.copies.make.Press()
	for _, unread := range []bool{false, true} {
		if unread {
			s.page.copies.d.Reader = unreadFile{}
		}
		s.page.copies.onRestore()
		shown := kittest.Words(s.window.Canvas().Overlays().Top())
		kittest.Press(s.window.Canvas(), "Escape")
		if strings.Contains(shown, "Przedtem powstanie kopia") == unread || !strings.Contains(shown, "wznowisz") {
			t.Errorf("unread %t: %s", unread, shown)
		}
	}
}
