package assets

import (
	"embed"
	"fmt"
)

//go:embed samples
var samples embed.FS

// Sample is a file of a sample event, as people export it: "rally-2012/program.csv".
func Sample(path string) ([]byte, error) {
	data, err := samples.ReadFile("samples/" + path)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	return data, nil
}
