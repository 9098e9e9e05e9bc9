/* regular_file.h - all of a file that somebody named: no device, no fifo, and no more of it than there should be. */
#ifndef REGULAR_FILE_H
#define REGULAR_FILE_H

#include "err.h"
#include "vec.h"

/* Opens it to be read: nothing that it may be holds us up. Less than 0, with errno, when it cannot be. */
int regular_file_open(const char *path);

/* All of what is open, into a vec of char in place of what was there; leaves it open. False, and why without its name, when it is
 * no regular file, when it has more bytes than that, or cannot be read. */
bool regular_file_take(int fd, size_t most, struct vec *text, struct err *why);

#endif
