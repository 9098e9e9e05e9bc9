/* bufinfo.h - buffers that drivers share, dma-buf: /sys/kernel/debug/dma_buf/bufinfo. Root may read it, where debugfs is
 * mounted. */
#ifndef BUFINFO_H
#define BUFINFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dma_buffer {
	uint64_t bytes, users, inode;
	const char *exporter, *name;    /* point into the text; not ended by a zero */
	size_t exporter_length, name_length;
};

/* One line. False for titles, for the devices attached to a buffer, and for what is no such line. */
bool bufinfo_parse(const char *line, size_t length, struct dma_buffer *out);

#endif
