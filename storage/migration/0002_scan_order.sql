-- Every list of an event's scans reads them all; an index by time cost each scan a page for nothing.
DROP INDEX scan_at;
