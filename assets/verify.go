package assets

import "embed"

// verify holds the parts of the page on which anybody can check a certificate without the program: page.html with
// places in double braces, style.css, and the scripts crypto.js, statement.js and page.js.
//
//go:embed verify/*
var verify embed.FS

// Verify is one part of the page.
func Verify(name string) ([]byte, error) { return verify.ReadFile("verify/" + name) }
