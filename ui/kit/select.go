package kit

// Option is one choice of a Select.
type Option[T comparable] struct {
	Value T
	Text  string
}

// Select is a drop-down list of typed values.
type Select[T comparable] struct {
	selectBox
	// OnChanged gets a value that a person chose.
	OnChanged func(T)

	options []Option[T]
}

// NewSelect makes a drop-down list that shows the first option.
func NewSelect[T comparable](options []Option[T], changed func(T)) *Select[T] {
	s := &Select[T]{OnChanged: changed}
	s.choose = func(i int) {
		s.index = i
		s.changedByHand()
	}
	s.outer = s
	s.ExtendBaseWidget(s)
	s.SetOptions(options)
	return s
}

// SetOptions replaces the options and keeps the value if it is still there.
func (s *Select[T]) SetOptions(options []Option[T]) {
	old, had := s.Value()
	s.options = options
	s.texts = make([]string, len(options))
	s.index = 0
	for i, o := range options {
		s.texts[i] = o.Text
		if had && o.Value == old {
			s.index = i
		}
	}
	s.Refresh()
}

// Value is the chosen value; ok is false when there are no options.
func (s *Select[T]) Value() (v T, ok bool) {
	if s.index < 0 || s.index >= len(s.options) {
		return v, false
	}
	return s.options[s.index].Value, true
}

// SetValue shows a value without calling OnChanged. A value that is not among
// the options leaves the list as it is.
func (s *Select[T]) SetValue(v T) {
	for i, o := range s.options {
		if o.Value == v {
			s.index = i
			s.Refresh()
			return
		}
	}
}

// Choose does what a person does who picks an option.
func (s *Select[T]) Choose(v T) {
	before := s.index
	s.SetValue(v)
	if s.index != before {
		s.changedByHand()
	}
}

func (s *Select[T]) changedByHand() {
	s.Refresh()
	if s.edited != nil {
		s.edited()
	}
	if v, ok := s.Value(); ok && s.OnChanged != nil {
		s.OnChanged(v)
	}
}
