/* regular_file_test.c - files that are read, and all that is not one. */
#define _GNU_SOURCE
#include "suite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "regular_file.h"

/* What is said of a file that may be anything, of which so many bytes may be read. */
static const char *said(const char *path, size_t most, struct vec *text)
{
	static struct err why;
	int fd = regular_file_open(path);

	if (fd < 0)
		return strerror(errno);
	why.text[0] = '\0';
	ck_assert_int_eq(regular_file_take(fd, most, text, &why), !why.text[0]);
	close(fd);
	return why.text;
}

START_TEST(a_file_is_read_as_a_whole_or_not_at_all)
{
	struct vec text;
	char path[64], bytes[10000];
	int fd = memfd_create("file", 0);

	vec_init(&text, 1);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7);
	ck_assert_int_eq(write(fd, bytes, sizeof(bytes)), sizeof(bytes));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ck_assert_str_eq(said(path, sizeof(bytes), &text), "");
	ck_assert_uint_eq(text.count, sizeof(bytes));
	ck_assert_int_eq(memcmp(text.data, bytes, sizeof(bytes)), 0);
	ck_assert_str_eq(said(path, sizeof(bytes) - 1, &text), "larger than 10K");
	vec_free(&text);
	close(fd);
}
END_TEST

START_TEST(what_is_no_file_holds_up_nobody)
{
	char path[] = "build/check/fifo-XXXXXX";
	struct vec text;

	vec_init(&text, 1);
	close(mkstemp(path));
	unlink(path);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_str_eq(said(path, 10, &text), "no regular file");
	unlink(path);
	ck_assert_str_eq(said("/dev/zero", 10, &text), "no regular file");
	ck_assert_str_eq(said("build", 10, &text), "no regular file");
	ck_assert_str_eq(said("/nowhere", 10, &text), "No such file or directory");
	vec_free(&text);
}
END_TEST

SUITE(regular_file, a_file_is_read_as_a_whole_or_not_at_all, what_is_no_file_holds_up_nobody)
