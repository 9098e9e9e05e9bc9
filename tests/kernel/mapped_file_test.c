/* mapped_file_test.c - files behind mappings, line by line, whatever they are called. */
#include "mapped_file.h"

#include <sys/sysmacros.h>

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

static const char memfd[] = "7f1c2a600000-7f1c2a700000 rw-s 0000a000 00:01 2054                       /memfd:a b (deleted)";
static const char heap[] = "55bad65ac000-55bad65cd000 rw-p 00000000 00:00 0                          [heap]";

START_TEST(a_mapping_tells_its_file)
{
	struct mapped_file m;

	ck_assert(mapped_file_parse(memfd, sizeof(memfd) - 1, &m));
	ck_assert_uint_eq(m.start, 0x7f1c2a600000);
	ck_assert_uint_eq(m.end, 0x7f1c2a700000);
	ck_assert_uint_eq(m.device, makedev(0, 1));
	ck_assert_uint_eq(m.inode, 2054);
	ck_assert_uint_eq(m.path_length, strlen("/memfd:a b (deleted)"));
	ck_assert(mapped_file_parse(heap, sizeof(heap) - 1, &m));
	ck_assert_uint_eq(m.inode, 0);
}
END_TEST

START_TEST(a_mapping_without_a_name_has_an_empty_one)
{
	static const char nameless[] = "7f00-7f10 rw-p 00000000 fe:01 0 ";
	struct mapped_file m;

	ck_assert(mapped_file_parse(nameless, sizeof(nameless) - 1, &m));
	ck_assert_uint_eq(m.path_length, 0);
	ck_assert_uint_eq(m.device, makedev(0xfe, 1));
}
END_TEST

START_TEST(other_lines_are_none)
{
	static const char *const others[] = { "", "Rss: 4 kB", "7f00", "7f00-7f10", "7f00-7f10 rw-p", "7f00-7f10 rw-p 0 00:00",
	                                      "10000000000000000-2 rw-p 0 00:00 1 x" };
	struct mapped_file m;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		char *copy = exact_copy(others[i], strlen(others[i]));
		ck_assert_msg(!mapped_file_parse(copy, strlen(others[i]), &m), "taken for a mapping: %s", others[i]);
		exact_free(copy);
	}
}
END_TEST

static void show(const char *text, size_t length)
{
	struct mapped_file m;

	mapped_file_parse(text, length, &m);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(memfd, sizeof(memfd) - 1, show);
}
END_TEST

SUITE(mapped_file, a_mapping_tells_its_file, a_mapping_without_a_name_has_an_empty_one, other_lines_are_none,
      a_cut_line_is_not_read_beyond_its_end)
