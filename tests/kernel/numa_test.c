/* numa_test.c - numa_maps, as the kernel writes it and as it does not. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/exact.h"
#include "fake_proc.h"
#include "numa.h"

static struct numa sum;

static bool adds(const char *text)
{
	char *copy = exact_copy(text, strlen(text));
	bool ok = numa_add(copy, strlen(text), &sum);

	exact_free(copy);
	return ok;
}

static const char *written(void)
{
	static char text[NUMA_TEXT];

	numa_write(&sum, text);
	return text;
}

START_TEST(pages_are_counted_by_node_and_by_their_size)
{
	sum.nodes = 0;
	ck_assert(adds("55d0c7c9f000 default file=/usr/bin/cat mapped=2 mapmax=3 active=1 N0=2 kernelpagesize_kB=4\n"
	               "7f2b1a400000 bind:0-1 anon=600 dirty=600 N0=100 N1=500 kernelpagesize_kB=4\n"
	               "7f2b1a600000 prefer=static:1 huge anon=3 dirty=3 N1=3 kernelpagesize_kB=2048\n"
	               "7ffd6a1f2000 default stack anon=3 dirty=3 N0=3 kernelpagesize_kB=4\n"
	               "7ffd6a1f6000 default\n"));
	ck_assert_uint_eq(sum.nodes, 2);
	ck_assert_uint_eq(sum.bytes[0], 105 * 4096);
	ck_assert_uint_eq(sum.bytes[1], 500 * 4096 + 3 * 2097152);
	ck_assert_str_eq(written(), "1:95 0:5");
}
END_TEST

START_TEST(names_of_files_are_no_nodes)
{
	sum.nodes = 0;
	ck_assert(adds("7f2b1a400000 default file=/tmp/N7\\0759\\040N3\\0754 N1=5 kernelpagesize_kB=4\n"
	               "7f2b1a500000 default file=N4=9 heap Nx=1 N=5 N2 N3= N4=x N5=1x N1=1 kernelpagesize_kB=4\n"));
	ck_assert_uint_eq(sum.nodes, 2);
	ck_assert_uint_eq(sum.bytes[1], 6 * 4096);
	ck_assert_str_eq(written(), "1");
}
END_TEST

START_TEST(what_is_no_such_line_is_refused)
{
	static const char *const lines[] = {
		"\n", "x\n", "7f00\n", "7f00x default\n", "N0=1\n", "7f00 default N0=1 kernelpagesize_kB=0\n", "7f00 default N0=1 kernelpagesize_kB=\n",
		"7f00 default N0=18446744073709551615 kernelpagesize_kB=4\n", "7f00 default N0=4 kernelpagesize_kB=18014398509481983\n",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		sum.nodes = 0;
		ck_assert_msg(!adds(lines[i]), "%s", lines[i]);
		ck_assert_uint_eq(sum.nodes, 0);
	}
	ck_assert(adds(""));
	ck_assert(adds("7f00 default N1024=1 N99999999999999999999=1 N1023=1 kernelpagesize_kB=4"));
	ck_assert_uint_eq(sum.nodes, 1024);
	ck_assert_str_eq(written(), "1023");
}
END_TEST

START_TEST(the_largest_part_comes_first_and_what_does_not_fit_is_left_out)
{
	sum.nodes = 0;
	ck_assert_str_eq(written(), "");
	ck_assert(adds("7f00 default N0=10 N1=80 N3=10 kernelpagesize_kB=4"));
	ck_assert_str_eq(written(), "1:80 0:10 3:10");
	ck_assert(adds("7f00 default N5=100000 kernelpagesize_kB=4"));
	ck_assert_str_eq(written(), "5:100");
	sum.nodes = 0;
	ck_assert(adds("7f00 default N100=12 N101=11 N102=11 N103=11 N104=11 N105=11 N106=11 N107=11 N108=11 kernelpagesize_kB=4"));
	ck_assert_str_eq(written(), "100:12 101:11 102:11 103:11 104:11");
}
END_TEST

START_TEST(a_list_of_nodes_may_have_one)
{
	static const struct { const char *text; bool only; unsigned node; } cases[] = {
		{ "0\n", true, 0 }, { "0", true, 0 }, { "3\n", true, 3 }, { "0-1\n", false, 0 }, { "0,2\n", false, 0 }, { "", false, 0 },
		{ "\n", false, 0 }, { " 1", false, 0 }, { "1024", false, 0 }, { "1\n2", false, 0 },
	};
	unsigned node = 0;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_msg(numa_only(cases[i].text, strlen(cases[i].text), &node) == cases[i].only, "'%s'", cases[i].text);
		if (cases[i].only)
			ck_assert_uint_eq(node, cases[i].node);
	}
}
END_TEST

START_TEST(a_file_of_any_length_is_summed)
{
	struct fake_proc f;
	struct procfs p;
	struct err e;
	char *text = malloc(4 << 20);
	size_t n = 0;

	fake_new(&f);
	for (int i = 0; i < 50000; i++)
		n += (size_t)sprintf(text + n, "7f2b1a%06x default file=/some/where/a/library.so.%d N%d=2 kernelpagesize_kB=4\n", i, i, i % 2);
	fake_put_bytes(&f, "7/numa_maps", text, n);
	/* The end is missing: the process has changed meanwhile. */
	fake_put_bytes(&f, "8/numa_maps", text, n - 10);
	memset(text, 'x', 40000);
	memcpy(text, "7f00 default file=", strlen("7f00 default file="));
	fake_put_bytes(&f, "9/numa_maps", text, 40000);
	fake_put(&f, "10/numa_maps", "");
	free(text);
	ck_assert(procfs_open(&p, f.dir, &e));
	ck_assert(numa_read(&p, 7, &sum));
	ck_assert_uint_eq(sum.bytes[0], 50000 * 4096);
	ck_assert_uint_eq(sum.bytes[1], 50000 * 4096);
	ck_assert_str_eq(written(), "0:50 1:50");
	ck_assert(!numa_read(&p, 8, &sum));
	ck_assert(!numa_read(&p, 9, &sum));
	ck_assert(numa_read(&p, 10, &sum));
	ck_assert_str_eq(written(), "");
	ck_assert(!numa_read(&p, 11, &sum));
	procfs_close(&p);
	fake_free(&f);
}
END_TEST

START_TEST(our_own_memory_is_somewhere)
{
	struct procfs p;
	struct err e;
	uint64_t all = 0;
	unsigned node;

	ck_assert(procfs_open(&p, "/proc", &e));
	if (!numa_read(&p, getpid(), &sum))
		fprintf(stderr, "SKIPPED: this kernel has no numa_maps\n");
	else {
		for (unsigned i = 0; i < sum.nodes; i++)
			all += sum.bytes[i];
		ck_assert_uint_gt(all, 1 << 20);
		if (numa_only_here(&node))
			ck_assert_uint_eq((uint64_t)atoi(written()), node);
	}
	procfs_close(&p);
}
END_TEST

SUITE(numa, a_file_of_any_length_is_summed, our_own_memory_is_somewhere, pages_are_counted_by_node_and_by_their_size, names_of_files_are_no_nodes, what_is_no_such_line_is_refused,
      the_largest_part_comes_first_and_what_does_not_fit_is_left_out, a_list_of_nodes_may_have_one)
