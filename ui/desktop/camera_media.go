//go:build cgo && (linux || windows)

package desktop

import (
	"fmt"
	"image"
	"sync"

	"github.com/pion/mediadevices/pkg/driver"
	"github.com/pion/mediadevices/pkg/driver/camera"
	"github.com/pion/mediadevices/pkg/frame"
	"github.com/pion/mediadevices/pkg/io/video"
	"github.com/pion/mediadevices/pkg/prop"
)

// finding keeps two from looking for cameras at once.
var finding sync.Mutex

// openCamera opens the first camera that gives pictures: the one built in before others, newly plugged ones too.
func openCamera() (recorder, error) {
	finding.Lock()
	defer finding.Unlock()
	manager := driver.GetManager()
	for _, d := range manager.Query(driver.FilterVideoRecorder()) {
		if d.Status() == driver.StateClosed {
			manager.Delete(d.ID()) // the system may know them no more
		}
	}
	camera.Initialize()
	cameras := manager.Query(driver.FilterAnd(driver.FilterVideoRecorder(), driver.FilterDeviceType(driver.Camera)))
	if len(cameras) == 0 {
		return nil, noCamera(CodeCameraNone, nil)
	}
	var failure error
	for _, priority := range []driver.Priority{driver.PriorityHigh, driver.PriorityNormal, driver.PriorityLow} {
		for _, d := range cameras {
			if d.Info().Priority != priority {
				continue
			}
			r, err := record(d)
			if err == nil {
				return r, nil
			}
			failure = err
		}
	}
	return nil, noCamera(CodeCameraBusy, failure)
}

// record opens a camera in its best way.
func record(d driver.Driver) (recorder, error) {
	if err := d.Open(); err != nil {
		return nil, fmt.Errorf("open camera: %w", err)
	}
	ways := d.Properties()
	best := bestMode(modesOf(ways))
	able, ok := d.(driver.VideoRecorder)
	if best < 0 || !ok {
		return nil, closed(d, fmt.Errorf("open camera: none of %d ways is of use", len(ways)))
	}
	reader, err := able.VideoRecord(ways[best])
	if err != nil {
		return nil, closed(d, fmt.Errorf("open camera: %w", err))
	}
	return webcam{reader, d}, nil
}

func closed(d driver.Driver, err error) error {
	if d.Status() != driver.StateClosed {
		_ = d.Close() // what went wrong before is what matters
	}
	return err
}

func modesOf(ways []prop.Media) []mode {
	modes := make([]mode, len(ways))
	for i, w := range ways {
		if w.FrameFormat == frame.FormatZ16 {
			continue // it measures distances
		}
		modes[i] = mode{w.Width, w.Height, w.FrameFormat == frame.FormatMJPEG, w.FrameRate}
	}
	return modes
}

// webcam is a camera that is open.
type webcam struct {
	reader video.Reader
	driver driver.Driver
}

// Read is part of recorder.
func (w webcam) Read() (image.Image, func(), error) { return w.reader.Read() }

// Close is part of recorder.
func (w webcam) Close() error { return w.driver.Close() }
