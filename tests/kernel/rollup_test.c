/* rollup_test.c - what a process holds alone and what it shares, out of smaps_rollup. */
#include <string.h>

#include "base/exact.h"
#include "smaps.h"
#include "suite.h"

static const char whole[] =
	"5603a8e89000-7fff20c7d000 ---p 00000000 00:00 0                          [rollup]\n"
	"Rss:                1764 kB\n"
	"Pss:                 259 kB\n"
	"Pss_Dirty:           112 kB\n"
	"Pss_Anon:            113 kB\n"
	"Pss_File:            147 kB\n"
	"Pss_Shmem:             0 kB\n"
	"Shared_Clean:       1612 kB\n"
	"Shared_Dirty:          1 kB\n"
	"Private_Clean:        40 kB\n"
	"Private_Dirty:       115 kB\n"
	"Referenced:         1763 kB\n"
	"Anonymous:           116 kB\n"
	"KSM:                   0 kB\n"
	"AnonHugePages:      6144 kB\n"
	"ShmemPmdMapped:     2048 kB\n"
	"FilePmdMapped:      4096 kB\n"
	"Private_Hugetlb:    2048 kB\n"
	"Swap:                 77 kB\n"
	"SwapPss:              33 kB\n"
	"Locked:                0 kB\n";

static bool parse(const char *text, size_t length, struct rollup *out)
{
	char *copy = exact_copy(text, length);
	bool ok = rollup_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(kilobytes_become_bytes)
{
	struct rollup r;

	ck_assert(parse(whole, sizeof(whole) - 1, &r));
	ck_assert_uint_eq(r.rss, 1764 * 1024);
	ck_assert_uint_eq(r.pss, 259 * 1024);
	ck_assert_uint_eq(r.swap, 77 * 1024);
	ck_assert_uint_eq(r.swap_pss, 33 * 1024);
}
END_TEST

START_TEST(uss_is_what_is_private_clean_or_dirty)
{
	struct rollup r;

	ck_assert(parse(whole, sizeof(whole) - 1, &r));
	ck_assert_uint_eq(r.uss, 155 * 1024);
}
END_TEST

START_TEST(the_pss_is_told_by_kinds_and_huge_pages_of_all_kinds_are_summed)
{
	struct rollup r;

	ck_assert(parse(whole, sizeof(whole) - 1, &r));
	ck_assert(r.has_parts);
	ck_assert_uint_eq(r.pss_anon, 113 * 1024);
	ck_assert_uint_eq(r.pss_file, 147 * 1024);
	ck_assert_uint_eq(r.pss_shmem, 0);
	ck_assert_uint_eq(r.thp, 12288 * 1024);
}
END_TEST

START_TEST(lines_that_an_old_kernel_lacks_are_zero)
{
	static const char old[] = "Rss: 10 kB\nPss: 5 kB\nPrivate_Dirty: 4 kB\n";
	struct rollup r;

	ck_assert(parse(old, sizeof(old) - 1, &r));
	ck_assert_uint_eq(r.uss, 4 * 1024);
	ck_assert_uint_eq(r.swap + r.swap_pss + r.pss_anon + r.pss_file + r.pss_shmem + r.thp, 0);
	ck_assert(!r.has_parts);
}
END_TEST

START_TEST(sizes_beyond_32_bits_are_kept)
{
	static const char big[] = "Rss: 17179869184 kB\nPss: 18014398509481983 kB\n";
	struct rollup r;

	ck_assert(parse(big, sizeof(big) - 1, &r));
	ck_assert_uint_eq(r.rss, UINT64_C(1) << 44);
	ck_assert_uint_eq(r.pss, UINT64_MAX - 1023);
}
END_TEST

START_TEST(a_size_beyond_64_bits_is_refused)
{
	static const char *const beyond[] = { "Rss: 18014398509481984 kB\nPss: 1 kB\n", "Rss: 1 kB\nPss: 99999999999999999999 kB\n" };
	struct rollup r;

	for (size_t i = 0; i < 2; i++)
		ck_assert(!parse(beyond[i], strlen(beyond[i]), &r));
}
END_TEST

START_TEST(a_cut_text_is_refused_before_its_pss)
{
	size_t pss = (size_t)(strstr(whole, "259") - whole);
	struct rollup r;

	for (size_t n = 0; n < sizeof(whole); n++)
		ck_assert_msg(parse(whole, n, &r) == (n > pss), "after %zu bytes", n);
}
END_TEST

START_TEST(what_is_no_such_text_is_refused)
{
	static const char *const others[] = { "", "\n\n\n", "Rss:\nPss:\n", "Rss: x kB\nPss: 1 kB\n", "Pss: 1 kB\n", "Rss: 1 kB\n",
	                                      "VmRss: 1 kB\nVmPss: 2 kB\n", "Rss 1 kB\nPss 2 kB\n" };
	struct rollup r;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &r), "taken for a rollup: %s", others[i]);
}
END_TEST

SUITE(rollup, kilobytes_become_bytes, uss_is_what_is_private_clean_or_dirty,
      the_pss_is_told_by_kinds_and_huge_pages_of_all_kinds_are_summed, lines_that_an_old_kernel_lacks_are_zero,
      sizes_beyond_32_bits_are_kept, a_size_beyond_64_bits_is_refused, a_cut_text_is_refused_before_its_pss,
      what_is_no_such_text_is_refused)
