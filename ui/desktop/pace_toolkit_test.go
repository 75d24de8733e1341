package desktop

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The linker notices when the toolkit has the two turns no more, but not when they begin to take or give something.
func TestPace_TheToolkitsTurnsAreAsCalled(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatalf("where is the toolkit: %v", err)
	}
	found := map[string]int{"pollEvents": 0, "drawSingleFrame": 0}
	source := filepath.Join(strings.TrimSpace(string(dir)), "internal", "driver", "glfw")
	files, err := filepath.Glob(filepath.Join(source, "*.go"))
	if err != nil {
		t.Fatalf("find the toolkit's files: %v", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("read the toolkit: %v", err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if _, wanted := found[f.Name.Name]; !wanted {
				continue
			}
			found[f.Name.Name]++
			if receiver(f) != "*gLDriver" || f.Type.Params.NumFields() != 0 || f.Type.Results.NumFields() != 0 {
				t.Errorf("%s is no method of *gLDriver without arguments and results any more", f.Name.Name)
			}
		}
	}
	for name, n := range found {
		if n == 0 {
			t.Errorf("the toolkit has no %s", name)
		}
	}
}

func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) != 1 {
		return ""
	}
	pointer, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return ""
	}
	name, ok := pointer.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return "*" + name.Name
}
