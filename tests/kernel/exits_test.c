/* exits_test.c - a record of taskstats, whole and broken; and the kernel's own, of a child that ends. */
#include "suite.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exits.h"

#define FAMILY 28            /* in the record that is kept with the fuzzer's corpus */

static size_t read_record(char *out, size_t room)
{
	FILE *f = fopen("tests/fuzz/corpus/exits/record", "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(out, 1, room, f);
	fclose(f);
	return n;
}

START_TEST(a_record_says_who_ended_and_how_large_it_was)
{
	char text[1024];
	size_t n = read_record(text, sizeof(text));
	struct exit_record r;

	ck_assert(exits_parse(text, n, FAMILY, &r));
	ck_assert_int_eq(r.pid, 4711);
	ck_assert_int_eq(r.ppid, 1);
	ck_assert_str_eq(r.comm, "cc1plus");
	ck_assert_uint_eq(r.peak, 1234 * 1024);
	ck_assert(r.is_last);
	ck_assert(!exits_parse(text, n, FAMILY + 1, &r));
}
END_TEST

START_TEST(a_cut_record_is_none)
{
	char text[1024];
	size_t n = read_record(text, sizeof(text));
	struct exit_record r;

	for (size_t i = 0; i < n; i++)
		ck_assert_msg(!exits_parse(text, i, FAMILY, &r), "%zu of %zu bytes", i, n);
}
END_TEST

struct wanted {
	pid_t pid;
	struct exit_record found;
};

static void take(void *with, const struct exit_record *r)
{
	struct wanted *w = with;

	if (r->pid == w->pid && r->is_last)
		w->found = *r;
}

static bool is_found(struct exits *x, struct wanted *w)
{
	exits_read(x, take, w);
	return w->found.pid != 0;
}

START_TEST(the_kernel_tells_of_a_child_that_ends)
{
	struct err why;
	struct exits *x = exits_open(&why);
	struct wanted w = { 0 };

	if (!x) {
		fprintf(stderr, "not tried: %s\n", why.text);
		ck_assert_msg(strncmp(why.text, "no records of processes that end: ", 34) == 0, "%s", why.text);
		return;
	}
	w.pid = fork();
	if (w.pid == 0) {
		execl("/bin/true", "true", NULL);
		_exit(1);
	}
	ck_assert_int_eq(waitpid(w.pid, NULL, 0), w.pid);
	ck_assert(until(is_found(x, &w)));
	ck_assert_int_eq(w.found.ppid, getpid());
	ck_assert_str_eq(w.found.comm, "true");
	ck_assert_uint_gt(w.found.peak, 100 * 1024);
	ck_assert_uint_lt(w.found.peak, 64 << 20);
	ck_assert(!exits_were_lost(x));
	exits_close(x);
}
END_TEST

SUITE(exits, a_record_says_who_ended_and_how_large_it_was, a_cut_record_is_none, the_kernel_tells_of_a_child_that_ends)
