/* vmallocinfo.h - /proc/vmallocinfo: areas of the kernel's address space that are put together of single pages. Root may read
 * it; see proc(5). */
#ifndef VMALLOCINFO_H
#define VMALLOCINFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vmalloc_area {
	const char *caller;       /* the function that asked for it; points into the text, not ended by a zero */
	size_t caller_length;
	uint64_t bytes;           /* of pages that are the area's own: none for devices, and for pages that belong to others */
	bool is_stack;            /* of a thread in the kernel */
};

/* One line. False for what is no such line. */
bool vmalloc_parse(const char *line, size_t length, struct vmalloc_area *out);

#endif
