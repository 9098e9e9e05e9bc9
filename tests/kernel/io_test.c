/* io_test.c - what a process has moved, as the kernel says it. */
#include "io.h"

#include <string.h>

#include "suite.h"
#include "vec.h"

static bool parse(const char *text, struct io *out)
{
	return io_parse(text, strlen(text), out);
}

START_TEST(only_what_went_to_storage_counts)
{
	struct io io;

	ck_assert(parse("rchar: 323934931\nwchar: 323929600\nsyscr: 632687\nsyscw: 632675\nread_bytes: 4096\n"
	                "write_bytes: 323932160\ncancelled_write_bytes: 8192\n", &io));
	ck_assert_uint_eq(io.read, 4096);
	ck_assert_uint_eq(io.written, 323932160);
	ck_assert(parse("write_bytes: 18446744073709551615\nread_bytes: 0", &io));
	ck_assert_uint_eq(io.written, UINT64_MAX);
	ck_assert_uint_eq(io.read, 0);
}
END_TEST

START_TEST(what_lacks_one_of_them_is_refused)
{
	static const char *const texts[] = { "", "\n", "read_bytes: 1\n", "write_bytes: 1\n", "read_bytes: 1\nwrite_bytes: x\n",
	                                     "read_bytes: 1\nwrite_bytes: 18446744073709551616\n", "read_bytes: 1\nwrite_bytes: 1 kB\n",
	                                     "read_bytes: -1\nwrite_bytes: 1\n", "xread_bytes: 1\nwrite_bytes: 1\n", "read_bytes: 1 write_bytes: 1" };
	struct io io;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		ck_assert_msg(!parse(texts[i], &io), "\"%s\" was taken", texts[i]);
}
END_TEST

SUITE(io, only_what_went_to_storage_counts, what_lacks_one_of_them_is_refused)
