package badges

import "image/color"

// paper is the same in the light and in the dark.
var paper = color.White
