/* regular_file.c - opens and reads. Knows not what is in it. */
#include "regular_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#define STEP 4096

int regular_file_open(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

bool regular_file_take(int fd, size_t most, struct vec *text, struct err *why)
{
	struct stat st;
	char size[16];
	ssize_t n;

	text->count = 0;
	unit_format(size, sizeof(size), UNIT_BYTES, value_number(most));
	if (fstat(fd, &st) != 0)
		return err_set(why, "%s", strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(why, "no regular file");
	do {
		size_t used = text->count;
		vec_reserve(text, used + STEP);
		n = read(fd, (char *)text->data + used, STEP);
		text->count = used + (n > 0 ? (size_t)n : 0);
		if (text->count > most)
			return err_set(why, "larger than %s", size);
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n == 0 || err_set(why, "%s", strerror(errno));
}
