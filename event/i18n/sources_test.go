package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const moduleRoot = "../.."

// sources is what the program's own Go files say about ids.
type sources struct {
	asked    map[string]string            // id in a call of T or N -> where
	literals map[string]bool              // every string literal
	codes    map[string]string            // code of an error -> where
	enums    map[string]map[string]string // type in package event -> value -> constant
}

func readSources(t *testing.T) sources {
	t.Helper()
	s := sources{map[string]string{}, map[string]bool{}, map[string]string{}, map[string]map[string]string{}}
	files := token.NewFileSet()
	err := filepath.WalkDir(moduleRoot, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != moduleRoot && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.read(files, file, filepath.Dir(path) == filepath.Join(moduleRoot, "event"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *sources) read(files *token.FileSet, file *ast.File, domain bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				s.literals[text] = true
			}
		case *ast.CallExpr:
			s.readCall(files, n)
		case *ast.CompositeLit:
			s.readError(files, n)
		case *ast.ValueSpec:
			s.readConstant(files, n, domain)
		}
		return true
	})
}

func (s *sources) readCall(files *token.FileSet, call *ast.CallExpr) {
	if len(call.Args) == 0 {
		return
	}
	text, ok := literal(call.Args[0])
	if !ok {
		return
	}
	where := files.Position(call.Pos()).String()
	switch name := called(call.Fun); {
	case name == "T" || name == "N":
		s.asked[text] = where
	case name == "Fail":
		s.codes[text] = where
	}
}

// readError finds codes written straight into an event.Error.
func (s *sources) readError(files *token.FileSet, lit *ast.CompositeLit) {
	if called(lit.Type) != "Error" {
		return
	}
	for _, e := range lit.Elts {
		field, ok := e.(*ast.KeyValueExpr)
		if !ok || called(field.Key) != "Code" {
			continue
		}
		if text, ok := literal(field.Value); ok {
			s.codes[text] = files.Position(lit.Pos()).String()
		}
	}
}

func (s *sources) readConstant(files *token.FileSet, spec *ast.ValueSpec, domain bool) {
	for i, name := range spec.Names {
		if i >= len(spec.Values) {
			return
		}
		text, ok := literal(spec.Values[i])
		if !ok {
			continue
		}
		if strings.HasPrefix(name.Name, "Code") && spec.Type == nil && strings.Contains(text, ".") {
			s.codes[text] = files.Position(name.Pos()).String()
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && domain {
			if s.enums[kind.Name] == nil {
				s.enums[kind.Name] = map[string]string{}
			}
			s.enums[kind.Name][text] = name.Name
		}
	}
}

// called is the name of a function, type or key without its package.
func called(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.SelectorExpr:
		return fun.Sel.Name
	case *ast.Ident:
		return fun.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func TestSources_EveryAskedIdHasAText(t *testing.T) {
	p, missing := New(Polish), []string{}
	for id, where := range readSources(t).asked {
		if !p.Has(id) {
			missing = append(missing, where+": "+id)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		t.Errorf("%d ids are asked for and have no text:\n  %s", len(missing), strings.Join(missing, "\n  "))
	}
}

func TestSources_EveryErrorCodeHasASentence(t *testing.T) {
	p, missing := New(Polish), []string{}
	for code, where := range readSources(t).codes {
		if !p.Has("error." + code) {
			missing = append(missing, where+": "+code)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		t.Errorf("%d codes have no sentence:\n  %s", len(missing), strings.Join(missing, "\n  "))
	}
}

func TestSources_NoUnusedId(t *testing.T) {
	s, unused := readSources(t), map[string]bool{}
	for _, f := range readLocale(t) {
		for id := range f.messages {
			if !s.literals[id] && !inClosedSet(id) {
				unused[id] = true
			}
		}
	}
	if len(unused) > 0 {
		t.Errorf("%d ids are used nowhere (a set that is completed at run time belongs in closedsets_test.go):\n  %s",
			len(unused), strings.Join(slices.Sorted(maps.Keys(unused)), "\n  "))
	}
}

func inClosedSet(id string) bool {
	return slices.ContainsFunc(closedSets, func(set closedSet) bool { return strings.HasPrefix(id, set.Prefix) })
}

func TestSources_EveryMemberOfAClosedSetHasItsTexts(t *testing.T) {
	s, p := readSources(t), New(Polish)
	for _, set := range closedSets {
		if set.Type == "" {
			continue
		}
		members := s.enums[set.Type]
		if len(members) == 0 {
			t.Errorf("%s: package event has no constants of type %s", set.Prefix, set.Type)
		}
		suffixes := set.Suffixes
		if len(suffixes) == 0 {
			suffixes = []string{""}
		}
		for value, constant := range members {
			for _, suffix := range suffixes {
				if id := set.Prefix + value + suffix; !p.Has(id) {
					t.Errorf("event.%s has no text %s", constant, id)
				}
			}
		}
	}
}
