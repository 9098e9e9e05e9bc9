/* bufinfo_test.c - buffers that drivers share, line by line. */
#include "bufinfo.h"

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

static const char one[] = "00032768\t00000002\t00080007\t00000003\tdrm\t00003456\tframe buffer";

START_TEST(a_buffer_tells_its_size_and_who_made_it)
{
	struct dma_buffer b;

	ck_assert(bufinfo_parse(one, sizeof(one) - 1, &b));
	ck_assert_uint_eq(b.bytes, 32768);
	ck_assert_uint_eq(b.users, 3);
	ck_assert_uint_eq(b.inode, 3456);
	ck_assert_uint_eq(b.exporter_length, 3);
	ck_assert_uint_eq(b.name_length, strlen("frame buffer"));
}
END_TEST

START_TEST(titles_devices_and_sums_are_none)
{
	static const char *const others[] = { "", "Dma-buf Objects:", "size    \tflags   \tmode", "\tAttached Devices:", "\t0000:00:02.0",
	                                      "Total 0 devices attached", "Total 3 objects, 98304 bytes", "00032768", "00032768\t1\t2\t3" };
	struct dma_buffer b;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		char *copy = exact_copy(others[i], strlen(others[i]));
		ck_assert_msg(!bufinfo_parse(copy, strlen(others[i]), &b), "taken for a buffer: %s", others[i]);
		exact_free(copy);
	}
}
END_TEST

static void show(const char *text, size_t length)
{
	struct dma_buffer b;

	bufinfo_parse(text, length, &b);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(one, sizeof(one) - 1, show);
}
END_TEST

SUITE(bufinfo, a_buffer_tells_its_size_and_who_made_it, titles_devices_and_sums_are_none, a_cut_line_is_not_read_beyond_its_end)
