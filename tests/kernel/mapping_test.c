/* mapping_test.c - the lines of maps and smaps, also where their names are hostile. */
#include "mapping.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

static struct mapping m;

static bool parse(const char *line)
{
	char *copy = exact_copy(line, strlen(line));
	static char kept[512];
	bool ok;

	ok = mapping_parse(copy, strlen(line), &m);
	/* The name points into the line. */
	if (ok) {
		memcpy(kept, m.name, m.name_length);
		m.name = kept;
	}
	exact_free(copy);
	return ok;
}

static void expect_name(const char *want)
{
	ck_assert_msg(m.name_length == strlen(want) && memcmp(m.name, want, m.name_length) == 0, "'%.*s' is not '%s'",
	              (int)m.name_length, m.name, want);
}

START_TEST(a_line_is_taken_apart)
{
	ck_assert(parse("55dea1a47000-55dea1a49000 r-xs 00002000 fe:01 247134                     /usr/bin/cat"));
	ck_assert_uint_eq(m.start, 0x55dea1a47000);
	ck_assert_uint_eq(m.end, 0x55dea1a49000);
	ck_assert_uint_eq(m.offset, 0x2000);
	ck_assert_uint_eq(m.major, 0xfe);
	ck_assert_uint_eq(m.minor, 1);
	ck_assert_uint_eq(m.inode, 247134);
	ck_assert_str_eq(m.permissions, "r-xs");
	ck_assert(!m.is_deleted);
	expect_name("/usr/bin/cat");
}
END_TEST

START_TEST(a_line_without_a_name_has_none)
{
	ck_assert(parse("7f0000000000-7f0000001000 rw-p 00000000 00:00 0 "));
	expect_name("");
	ck_assert(parse("7f0000000000-7f0000001000 ---p 00000000 00:00 0"));
	expect_name("");
}
END_TEST

START_TEST(addresses_of_32_and_of_64_bits_are_read)
{
	ck_assert(parse("08048000-08049000 r-xp 00000000 08:01 1 /bin/x"));
	ck_assert(parse("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]"));
	ck_assert_uint_eq(m.start, 0xffffffffff600000);
	expect_name("[vsyscall]");
}
END_TEST

START_TEST(names_are_kept_byte_by_byte)
{
	ck_assert(parse("1000-2000 rw-p 00000000 00:01 5 /tmp/a b  c "));
	expect_name("/tmp/a b  c ");
	ck_assert(parse("1000-2000 rw-p 00000000 00:01 5 /tmp/a\\012b\033[31m\t\xff\xe4\xb8\xad"));
	expect_name("/tmp/a\\012b\033[31m\t\xff\xe4\xb8\xad");
	ck_assert(parse("1000-2000 rw-p 00000000 00:01 5 /tmp/Rss: 12 kB"));
	expect_name("/tmp/Rss: 12 kB");
	ck_assert(parse("1000-2000 rw-p 00000000 00:01 5 /1000-2000 rw-p 00000000 00:01 5 /x"));
	expect_name("/1000-2000 rw-p 00000000 00:01 5 /x");
}
END_TEST

START_TEST(what_is_deleted_is_said_once)
{
	ck_assert(parse("1000-2000 rw-s 00000000 00:01 5 /memfd:cache (deleted)"));
	ck_assert(m.is_deleted);
	expect_name("/memfd:cache");
	ck_assert(parse("1000-2000 rw-s 00000000 00:01 5 /tmp/x (deleted) (deleted)"));
	ck_assert(m.is_deleted);
	expect_name("/tmp/x (deleted)");
	ck_assert(parse("1000-2000 rw-s 00000000 00:01 5 /tmp/x (deleted) "));
	ck_assert(!m.is_deleted);
}
END_TEST

START_TEST(what_is_no_such_line_is_refused)
{
	static const char *const others[] = {
		"", "-", "1000-", "1000-2000", "1000-2000 rw-p", "1000-2000 rw-p 0 00:00", "2000-1000 rw-p 00000000 00:00 0", "1000-1000 rw-p 0 00:00 0",
		"1000-2000 rw-q 00000000 00:00 0", "1000-2000 wr-p 00000000 00:00 0", "1000-2000 rw- 00000000 00:00 0", "Rss:  12 kB",
		"10000000000000000-10000000000000001 rw-p 0 00:00 0", "1000-2000 rw-p 00000000 00:00 x", "1000-2000 rw-p 00000000 00:00 5x",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i]), "taken for a mapping: %s", others[i]);
}
END_TEST

static void take(struct mapping_memory *to, const char *line)
{
	char *copy = exact_copy(line, strlen(line));

	mapping_take(to, copy, strlen(line));
	exact_free(copy);
}

START_TEST(fields_add_up_to_what_is_shown)
{
	struct mapping_memory sum = { 0 };

	take(&sum, "Rss:                 100 kB");
	take(&sum, "Pss:                  50 kB");
	take(&sum, "Pss_Dirty:            49 kB");
	take(&sum, "Private_Clean:         3 kB");
	take(&sum, "Private_Dirty:         4 kB");
	take(&sum, "Shared_Dirty:          5 kB");
	take(&sum, "Shared_Clean:         88 kB");
	take(&sum, "Anonymous:             9 kB");
	take(&sum, "AnonHugePages:      2048 kB");
	take(&sum, "ShmemPmdMapped:     4096 kB");
	take(&sum, "FilePmdMapped:      8192 kB");
	take(&sum, "Shared_Hugetlb:     2048 kB");
	take(&sum, "Private_Hugetlb:    2048 kB");
	take(&sum, "Swap:                 11 kB");
	take(&sum, "SwapPss:              10 kB");
	take(&sum, "Locked:                7 kB");
	take(&sum, "THPeligible:           1");
	take(&sum, "VmFlags: rd wr mr");
	ck_assert_uint_eq(sum.rss, 100 * 1024);
	ck_assert_uint_eq(sum.pss, 50 * 1024);
	ck_assert_uint_eq(sum.uss, 7 * 1024);
	ck_assert_uint_eq(sum.dirty, 9 * 1024);
	ck_assert_uint_eq(sum.anon, 9 * 1024);
	ck_assert_uint_eq(sum.thp, 14336 * 1024);
	ck_assert_uint_eq(sum.hugetlb, 4096 * 1024);
	ck_assert_uint_eq(sum.swap, 11 * 1024);
	ck_assert_uint_eq(sum.swap_pss, 10 * 1024);
	ck_assert_uint_eq(sum.locked, 7 * 1024);
}
END_TEST

START_TEST(fields_that_say_nothing_change_nothing)
{
	static const char *const lines[] = { "", "R", "Rss:", "Rss: x kB", "Rss: 99999999999999999999 kB", "Rss 5 kB", " Rss: 5 kB" };
	struct mapping_memory sum = { 0 }, none = { 0 };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		take(&sum, lines[i]);
	ck_assert_int_eq(memcmp(&sum, &none, sizeof(sum)), 0);
}
END_TEST

SUITE(mapping, a_line_is_taken_apart, a_line_without_a_name_has_none, addresses_of_32_and_of_64_bits_are_read,
      names_are_kept_byte_by_byte, what_is_deleted_is_said_once, what_is_no_such_line_is_refused, fields_add_up_to_what_is_shown,
      fields_that_say_nothing_change_nothing)
