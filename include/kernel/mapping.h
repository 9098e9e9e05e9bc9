/* mapping.h - one mapping of a process, as /proc/PID/maps and smaps write it. See proc(5). */
#ifndef MAPPING_H
#define MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mapping {
	uint64_t start, end;       /* addresses */
	uint64_t offset;           /* bytes into the file */
	uint64_t inode;            /* 0: of no file */
	uint32_t major, minor;     /* the device of the file */
	char permissions[5];       /* "rw-p", "r-xs"; ended by a zero */
	bool is_deleted;           /* the name ended in " (deleted)", as it does for files without a name, and may for others */
	const char *name;          /* points into the line, behind it there may be " (deleted)"; a newline in it is \012, any other
	                              byte is itself */
	size_t name_length;
};

#define MAPPING_DELETED " (deleted)"

/* Parses the line that begins a mapping. False when the line is none. */
bool mapping_parse(const char *line, size_t length, struct mapping *out);

/* What of a mapping, or of several, is where. All in bytes. */
struct mapping_memory {
	uint64_t rss, pss;
	uint64_t uss;              /* private pages, clean or dirty */
	uint64_t dirty;            /* changed since it was read or made, private or shared */
	uint64_t anon;             /* part of the rss that is of no file */
	uint64_t swap, swap_pss;
	uint64_t thp;              /* in huge pages that the kernel made: of anonymous memory, of shared memory, of files */
	uint64_t hugetlb;          /* pages of hugetlbfs: in no rss */
	uint64_t locked;
};

/* Adds what a line of smaps below the first says: "Rss:      12 kB". Lines that are not kept change nothing. */
void mapping_take(struct mapping_memory *m, const char *line, size_t length);

void mapping_add(struct mapping_memory *to, const struct mapping_memory *from);

#endif
