// Empty: a function without a body, as pace_glfw.go has, needs a file like this.
