/* mapped_file.h - which file a line of /proc/PID/maps is of. See proc_pid_maps(5). */
#ifndef MAPPED_FILE_H
#define MAPPED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct mapped_file {
	uint64_t start, end;      /* addresses */
	dev_t device;
	uint64_t inode;           /* 0: no file */
	const char *path;         /* points into the text; not ended by a zero, newlines in it are written as \012 */
	size_t path_length;
};

/* False when it is no such line. */
bool mapped_file_parse(const char *line, size_t length, struct mapped_file *out);

#endif
