package event

import "context"

// namingReader tells who did something by the name, where the log says an id: also of those who work here no more.
type namingReader struct {
	Reader
	names map[string]string
}

// naming reads with names, if there are any.
func naming(r Reader, all []Operator) Reader {
	if len(all) == 0 {
		return r
	}
	names := make(map[string]string, len(all))
	for _, o := range all {
		names[o.ID] = o.Name
	}
	return namingReader{r, names}
}

func (r namingReader) named(f Fact) Fact {
	f.By = NamedBy(f.By, r.names)
	return f
}

func (r namingReader) grant(g Grant) Grant {
	g.By = NamedBy(g.By, r.names)
	return g
}

func (r namingReader) certificate(c Certificate) Certificate {
	c.Receipt.By = NamedBy(c.Receipt.By, r.names)
	for i := range c.Duplicates {
		c.Duplicates[i].By = NamedBy(c.Duplicates[i].By, r.names)
	}
	return c
}

// each gives everything of a list its names.
func each[T any](all []T, err error, one func(T) T) ([]T, error) {
	for i := range all {
		all[i] = one(all[i])
	}
	return all, err
}

func (r namingReader) Facts(ctx context.Context, entity string, limit int) ([]Fact, error) {
	all, err := r.Reader.Facts(ctx, entity, limit)
	return each(all, err, r.named)
}

func (r namingReader) FactsOf(ctx context.Context, entities []string, f func(Fact) error) error {
	return r.Reader.FactsOf(ctx, entities, func(fact Fact) error { return f(r.named(fact)) })
}

func (r namingReader) FactsOfImport(ctx context.Context, i Import) ([]Fact, error) {
	all, err := r.Reader.FactsOfImport(ctx, i)
	return each(all, err, r.named)
}

func (r namingReader) Imports(ctx context.Context, eventID string) ([]Import, error) {
	all, err := r.Reader.Imports(ctx, eventID)
	return each(all, err, func(i Import) Import { i.By = NamedBy(i.By, r.names); return i })
}

func (r namingReader) PrintRuns(ctx context.Context, eventID string) ([]PrintRun, error) {
	all, err := r.Reader.PrintRuns(ctx, eventID)
	return each(all, err, func(p PrintRun) PrintRun { p.By = NamedBy(p.By, r.names); return p })
}

func (r namingReader) Grants(ctx context.Context, eventID string) ([]Grant, error) {
	all, err := r.Reader.Grants(ctx, eventID)
	return each(all, err, r.grant)
}

func (r namingReader) RevokedGrants(ctx context.Context, eventID string) ([]Grant, error) {
	all, err := r.Reader.RevokedGrants(ctx, eventID)
	return each(all, err, r.grant)
}

func (r namingReader) Grant(ctx context.Context, id string) (Grant, error) {
	g, err := r.Reader.Grant(ctx, id)
	return r.grant(g), err
}

func (r namingReader) Decisions(ctx context.Context, eventID string) ([]Decision, error) {
	all, err := r.Reader.Decisions(ctx, eventID)
	return each(all, err, func(d Decision) Decision { d.By = NamedBy(d.By, r.names); return d })
}

func (r namingReader) Certificates(ctx context.Context, eventID string) ([]Certificate, error) {
	all, err := r.Reader.Certificates(ctx, eventID)
	return each(all, err, r.certificate)
}

func (r namingReader) Certificate(ctx context.Context, number string) (Certificate, error) {
	c, err := r.Reader.Certificate(ctx, number)
	return r.certificate(c), err
}

func (r namingReader) CertificatesOf(ctx context.Context, eventID string, registrations []string) ([]Certificate, error) {
	all, err := r.Reader.CertificatesOf(ctx, eventID, registrations)
	return each(all, err, r.certificate)
}
