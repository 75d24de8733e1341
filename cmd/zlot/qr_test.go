package main

import (
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func TestQRPicture(t *testing.T) {
	const code = "48312094771655029"
	bitmap, err := gozxing.NewBinaryBitmapFromImage(qrPicture(code))
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil || read.GetText() != code {
		t.Errorf("read %v, %v", read, err)
	}
	if qrPicture("") != nil || qrPicture(strings.Repeat("9", 10000)) != nil {
		t.Error("a picture of nothing, or of what does not fit")
	}
}
