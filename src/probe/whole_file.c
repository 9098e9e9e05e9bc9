/* whole_file.c - reads until the end. Understands nothing of it. */
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define STEP 65536

bool whole_file_take(int fd, size_t most, struct vec *bytes)
{
	ssize_t n;
	int error;

	bytes->count = 0;
	do {
		size_t old = bytes->count, step = most - old < STEP ? most - old : STEP;
		vec_reserve(bytes, old + step);
		n = read(fd, (char *)bytes->data + old, step);
		bytes->count = old + (n > 0 ? (size_t)n : 0);
	} while ((n > 0 && bytes->count < most) || (n < 0 && errno == EINTR));
	error = errno;
	close(fd);
	errno = error;
	return n >= 0;
}

bool whole_file_read(int dir, const char *path, size_t most, struct vec *bytes)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	bytes->count = 0;
	return fd >= 0 && whole_file_take(fd, most, bytes);
}
