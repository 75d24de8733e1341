package wedge

import (
	"strings"
	"unicode/utf8"
)

// A layout is what the 47 keys of a keyboard type, in the order of usKeys: alone, and with Shift. A
// space stands for a dead key, which types nothing by itself.
type layout struct {
	id           string
	plain, shift string
}

const (
	usPlain = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
	usShift = `~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?`
)

// keyboards are the layouts that are met here and next door, as Windows and X11 have them. The one of
// Poland ("programmer's") types all of this as the American one does.
var keyboards = []layout{
	{"us", usPlain, usShift},
	{"uk", "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
		`¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?`},
	{"de", " 1234567890ß qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
		`°!"§$%&/()=? QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_`},
	{"pl214", " 1234567890+'qwertzuiopżśóasdfghjklłąyxcvbnm,.-",
		` !"#¤%&/()=?*QWERTZUIOPńćźASDFGHJKLŁęYXCVBNM;:_`},
	{"cs", ";+ěščřžýáíé= qwertzuiopú) asdfghjklů§yxcvbnm,.-",
		` 1234567890% QWERTZUIOP/('ASDFGHJKL"!YXCVBNM?:_`},
	{"cs", ";+ěščřžýáíé= qwertyuiopú) asdfghjklů§zxcvbnm,.-",
		` 1234567890% QWERTYUIOP/('ASDFGHJKL"!ZXCVBNM?:_`},
	{"sk", ";+ľščťžýáíé= qwertzuiopúäňasdfghjklô§yxcvbnm,.-",
		` 1234567890% QWERTZUIOP/()ASDFGHJKL"!YXCVBNM?:_`},
	{"sk", ";+ľščťžýáíé= qwertyuiopúäňasdfghjklô§zxcvbnm,.-",
		` 1234567890% QWERTYUIOP/()ASDFGHJKL"!ZXCVBNM?:_`},
	{"fr", `²&é"'(-è_çà)=azertyuiop $*qsdfghjklmùwxcvbn,;:!`,
		` 1234567890°+AZERTYUIOP £µQSDFGHJKLM%WXCVBN?./§`},
	{"be", `²&é"'(§è!çà)-azertyuiop $µqsdfghjklmùwxcvbn,;:=`,
		`³1234567890°_AZERTYUIOP *£QSDFGHJKLM%WXCVBN?./+`},
	{"hu", "0123456789öüóqwertzuiopőúűasdfghjkléáyxcvbnm,.-",
		`§'"+!%/=()ÖÜÓQWERTZUIOPŐÚŰASDFGHJKLÉÁYXCVBNM?:_`},
	{"lt", "`ąčęėįšųū90-žqwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
		`~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?`},
	{"lt", "`ąčęėįšųū„“-žqwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
		`~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?`},
	{"uk_UA", `'1234567890-=йцукенгшщзхїґфівапролджєячсмитьбю.`,
		`₴!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,`},
	{"ru", `ё1234567890-=йцукенгшщзхъ\фывапролджэячсмитьбю.`,
		`Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,`},
}

// Layouts lists the layouts that a diagnosis can name, each once.
func Layouts() []string {
	var ids []string
	for _, k := range keyboards {
		if len(ids) == 0 || ids[len(ids)-1] != k.id {
			ids = append(ids, k.id)
		}
	}
	return ids
}

// lock is what CapsLock does to a keyboard.
type lock int

const (
	unlocked lock = iota
	letters       // letters come in the other case
	shifts        // every key comes as if Shift were the other way, as on French keyboards
)

// model is a way in which characters become others.
type model struct {
	layout  string
	scanner bool // it is the scanner that has the layout; the computer is right
	lock    lock
	typed   map[rune]rune // of each character; 0: nothing, or nobody knows what
}

var models = makeModels()

// makeModels lists the ways, the simplest first.
func makeModels() []model {
	var all []model
	for _, caps := range []lock{unlocked, letters, shifts} {
		for _, k := range keyboards {
			all = append(all, model{layout: k.id, lock: caps, typed: between(keyboards[0], k, caps)})
		}
		for _, k := range keyboards[1:] {
			if caps != shifts {
				all = append(all, model{layout: k.id, scanner: true, lock: caps, typed: between(k, keyboards[0], caps)})
			}
		}
	}
	return all
}

// between makes what a computer reads when a scanner presses the keys of another layout.
func between(scanner, computer layout, caps lock) map[rune]rune {
	typed := map[rune]rune{' ': ' '}
	out := [2][]rune{[]rune(computer.plain), []rune(computer.shift)}
	for level, keys := range []string{scanner.plain, scanner.shift} {
		for i, r := range []rune(keys) {
			read := out[level][i]
			switch {
			case r == ' ':
				continue
			case caps == shifts:
				read = out[1-level][i]
			case caps == letters:
				read = swapCase(read)
			}
			if read == ' ' {
				read = 0
			}
			if _, known := typed[r]; !known {
				typed[r] = read
			}
		}
	}
	return typed
}

// through says what becomes of a text; 0 where that is not known.
func (m model) through(text string) []rune {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		out = append(out, m.typed[r])
	}
	return out
}

func swapCase(r rune) rune {
	s := string(r)
	if up := strings.ToUpper(s); up != s {
		return []rune(up)[0]
	}
	return []rune(strings.ToLower(s))[0]
}

// Misread tells whether a text is the code of a badge as a keyboard of another country types it: signs or letters
// stand where digits should, and the check digits are right.
func Misread(text string) bool {
	if utf8.RuneCountInString(text) != codeDigits || isCode(text) {
		return false
	}
	for _, k := range keyboards {
		for _, row := range []string{k.plain, k.shift} {
			c := Correction{Digits: typedDigits(row)}
			if code, ok := c.digits(text); ok && Whole(code) {
				return true
			}
		}
	}
	return false
}

// typedDigits are what the keys of 0 to 9 type in a row of a layout.
func typedDigits(row string) string {
	keys := []rune(row)[1:11] // 1 to 9, then 0
	return string(keys[9]) + string(keys[:9])
}
