/* smaps.h - /proc/PID/smaps_rollup: what a process holds alone and what it shares. See proc(5). */
#ifndef SMAPS_H
#define SMAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROLLUP_ROOM 4096

/* All in bytes. */
struct rollup {
	uint64_t rss;
	uint64_t pss;       /* private pages, and of shared ones its share */
	uint64_t uss;       /* private pages: what ends with it */
	uint64_t swap;
	uint64_t swap_pss;  /* swap, of shared swap its share */
	uint64_t pss_anon, pss_file, pss_shmem;   /* what the pss is made of, each rounded by itself: valid with has_parts */
	uint64_t thp;       /* of the rss: in transparent huge pages, of all kinds */
	bool has_parts;     /* kernels before 5.3 do not tell them */
};

/* False when the text is not such a file. */
bool rollup_parse(const char *text, size_t length, struct rollup *out);

#endif
