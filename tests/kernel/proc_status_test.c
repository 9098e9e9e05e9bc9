/* proc_status_test.c - what the memory of a process is made of, out of /proc/PID/status. */
#include <string.h>

#include "base/exact.h"
#include "status.h"
#include "suite.h"

static const char whole[] =
	"Name:\tVmSwap: 9 kB\n"
	"Umask:\t0022\n"
	"State:\tS (sleeping)\n"
	"Pid:\t4711\n"
	"VmPeak:\t  640000 kB\n"
	"VmSize:\t  620000 kB\n"
	"VmLck:\t      64 kB\n"
	"VmPin:\t       0 kB\n"
	"VmHWM:\t  330000 kB\n"
	"VmRSS:\t  317440 kB\n"
	"RssAnon:\t    4096 kB\n"
	"RssFile:\t   10240 kB\n"
	"RssShmem:\t  303104 kB\n"
	"VmData:\t   12345 kB\n"
	"VmStk:\t     132 kB\n"
	"VmExe:\t    8000 kB\n"
	"VmLib:\t   22000 kB\n"
	"VmPTE:\t     700 kB\n"
	"VmSwap:\t      77 kB\n"
	"HugetlbPages:\t    2048 kB\n"
	"Threads:\t1\n";

static const char kernel_thread[] = "Name:\tkworker/0:1\nState:\tI (idle)\nPid:\t9\nThreads:\t1\n";

static bool parse(const char *text, size_t length, struct status *out)
{
	char *copy = exact_copy(text, length);
	bool ok = status_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(kilobytes_become_bytes)
{
	struct status s;

	ck_assert(parse(whole, strlen(whole), &s));
	ck_assert_uint_eq(s.anon, 4096 << 10);
	ck_assert_uint_eq(s.file, 10240 << 10);
	ck_assert_uint_eq(s.shmem, 303104 << 10);
	ck_assert_uint_eq(s.peak, 330000 << 10);
	ck_assert_uint_eq(s.swap, 77 << 10);
	ck_assert_uint_eq(s.data, 12345 << 10);
	ck_assert_uint_eq(s.stack, 132 << 10);
	ck_assert_uint_eq(s.page_tables, 700 << 10);
	ck_assert_uint_eq(s.locked, 64 << 10);
	ck_assert_uint_eq(s.hugetlb, 2048 << 10);
}
END_TEST

START_TEST(what_has_no_memory_has_zeroes)
{
	struct status s;

	ck_assert(parse(kernel_thread, strlen(kernel_thread), &s));
	ck_assert_uint_eq(s.anon + s.file + s.shmem + s.peak + s.swap + s.page_tables, 0);
}
END_TEST

START_TEST(a_kernel_that_does_not_tell_the_kinds_apart_is_refused)
{
	static const char old[] = "Name:\tcat\nState:\tS (sleeping)\nVmHWM:\t 700 kB\nVmRSS:\t 600 kB\nVmSwap:\t 0 kB\n";
	struct status s;

	ck_assert(!parse(old, strlen(old), &s));
}
END_TEST

static void show(const char *text, size_t length)
{
	struct status s;

	status_parse(text, length, &s);
}

START_TEST(no_beginning_is_read_beyond)
{
	exact_beginnings(whole, strlen(whole), show);
}
END_TEST

START_TEST(what_is_no_such_file_is_refused)
{
	static const char *const others[] = { "", "\n", "x", "VmRSS: 1 kB\nRssAnon: 1 kB\n", "Name: State:\n" };
	struct status s;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &s), "taken for a status: %s", others[i]);
}
END_TEST

SUITE(proc_status, kilobytes_become_bytes, what_has_no_memory_has_zeroes, a_kernel_that_does_not_tell_the_kinds_apart_is_refused,
      no_beginning_is_read_beyond, what_is_no_such_file_is_refused)
