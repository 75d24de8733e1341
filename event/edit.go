package event

import "reflect"

// differ collects one change fact per field that really changes.
type differ struct {
	event, entity string
	base          int64
	wrap          func(Change) Body
	batch         Batch
}

// edit sets *field to *value and records the change; a nil value leaves the field as it is.
func edit[T any](d *differ, name string, field *T, value *T) {
	if value == nil || reflect.DeepEqual(*field, *value) {
		return
	}
	d.batch.Add(d.event, d.entity, d.wrap(NewChange(name, *field, *value, d.base)))
	*field = *value
}
