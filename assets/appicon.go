package assets

import _ "embed" // for the program's icon

// AppIconPNG is the program's icon, 512 × 512.
//
//go:embed icon.png
var AppIconPNG []byte

// AppIconSVG is the same drawing for where vectors are wanted.
//
//go:embed icon.svg
var AppIconSVG []byte
