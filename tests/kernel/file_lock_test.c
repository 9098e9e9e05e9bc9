/* file_lock_test.c - the locks in the text of fdinfo. */
#define _GNU_SOURCE
#include "file_lock.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/exact.h"
#include "suite.h"

static size_t parse(const char *text, struct file_lock *out, size_t room)
{
	char *copy = exact_copy(text, strlen(text));
	struct text_at t = { copy, copy + strlen(text) };
	size_t n = 0;

	while (n < room && file_lock_next(&t, &out[n]))
		n++;
	exact_free(copy);
	return n;
}

static void is(const struct file_lock *l, const char *kind, const char *access, uint64_t from, uint64_t to)
{
	ck_assert_str_eq(l->kind, kind);
	ck_assert_str_eq(l->access, access);
	ck_assert_uint_eq(l->from, from);
	ck_assert_uint_eq(l->to, to);
}

START_TEST(every_kind_of_lock_is_understood)
{
	struct file_lock l[8];
	size_t n = parse("pos:\t0\nflags:\t0100002\nmnt_id:\t29\nino:\t123\n"
	                 "lock:\t1: POSIX  ADVISORY  WRITE 359 00:13:11691 100 199\n"
	                 "lock:\t2: FLOCK  ADVISORY  READ 359 fd:01:11691 0 EOF\n"
	                 "lock:\t3: OFDLCK ADVISORY  WRITE -1 08:02:1234567 0 EOF\n"
	                 "lock:\t4: LEASE  ACTIVE    READ 359 08:02:1 0 EOF\n"
	                 "lock:\t5: DELEG  BREAKING  READ 359 08:02:1 0 EOF\n"
	                 "lock:\t6: POSIX  *NOINODE* WRITE 359 <none>:0 7 9223372036854775806\n", l, 8);

	ck_assert_uint_eq(n, 6);
	is(&l[0], "POSIX", "WRITE", 100, 199);
	is(&l[1], "FLOCK", "READ", 0, FILE_LOCK_END);
	is(&l[2], "OFDLCK", "WRITE", 0, FILE_LOCK_END);
	is(&l[3], "LEASE", "READ", 0, FILE_LOCK_END);
	is(&l[4], "DELEG", "READ", 0, FILE_LOCK_END);
	is(&l[5], "POSIX", "WRITE", 7, INT64_MAX - 1);
}
END_TEST

START_TEST(what_is_no_lock_is_left_out)
{
	static const char *const texts[] = {
		"", "lock:", "lock:\t", "lock:\t1:", "lock:\t1: POSIX", "lock:\t1: POSIX  ADVISORY  WRITE", "lock:\t1: POSIX  ADVISORY  WRITE 3",
		"lock:\t1: POSIX  ADVISORY  WRITE 3 00:13:1", "lock:\t1: POSIX  ADVISORY  WRITE 3 00:13:1 0", "lock:\t1: POSIXX ADVISORY  WRITE 3 0:1:1 0 EOF",
		"lock:\t1: UNKNOWN UNKNOWN  READ 3 0:1:1 0 EOF", "lock:\tx: POSIX  ADVISORY  WRITE 3 00:13:1 0 EOF", "pos:\t0\nflags:\t02\n",
		"lock:\t1: POSIX  ADVISORY  WRITE 3 00:13:1 99999999999999999999 EOF", "tfd: 5 events: 19 data: 5 pos:0 ino:1 sdev:9\n",
	};
	struct file_lock l[2];

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		ck_assert_msg(parse(texts[i], l, 2) == 0, "'%s'", texts[i]);
	ck_assert_uint_eq(parse("lock:\t1: nonsense\n\nlock:\t2: FLOCK  ADVISORY  WRITE 3 0:1:1 0 EOF", l, 2), 1);
	is(&l[0], "FLOCK", "WRITE", 0, FILE_LOCK_END);
}
END_TEST

START_TEST(the_kernel_writes_them_like_that)
{
	char name[] = "build/check/lock-XXXXXX", path[64], text[1024];
	struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 100, .l_len = 50 };
	struct file_lock l[4];
	int fd = mkstemp(name);
	FILE *in;
	size_t n;

	ck_assert_int_ge(fd, 0);
	unlink(name);
	ck_assert_int_eq(fcntl(fd, F_OFD_SETLK, &range), 0);
	ck_assert_int_eq(flock(fd, LOCK_SH), 0);
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(in);
	n = fread(text, 1, sizeof(text) - 1, in);
	text[n] = '\0';
	fclose(in);
	close(fd);
	/* Some sandboxes tell of none. */
	if (!strstr(text, "lock:"))
		return;
	ck_assert_msg(parse(text, l, 4) == 2, "%s", text);
	is(&l[0], "FLOCK", "READ", 0, FILE_LOCK_END);
	is(&l[1], "OFDLCK", "WRITE", 100, 149);
}
END_TEST

SUITE(file_lock, every_kind_of_lock_is_understood, what_is_no_lock_is_left_out, the_kernel_writes_them_like_that)
