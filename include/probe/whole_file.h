/* whole_file.h - files of /proc and /sys that are longer than one read(2) gives. */
#ifndef WHOLE_FILE_H
#define WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "vec.h"

/* Reads a file from its start into a vec of char, in place of what was there, at most so many bytes. False, with errno, when it
 * cannot be read. */
bool whole_file_read(int dir, const char *path, size_t most, struct vec *bytes);

/* Closes what is open. */
bool whole_file_take(int fd, size_t most, struct vec *bytes);

#endif
