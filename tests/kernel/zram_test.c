/* zram_test.c - swap that is compressed memory: what went in, and what it takes. */
#define _GNU_SOURCE
#include <string.h>

#include "base/exact.h"
#include "kernel/fake_proc.h"
#include "meminfo.h"
#include "suite.h"

static bool parse(const char *text, size_t length, struct zram *out)
{
	char *copy = exact_copy(text, length);
	bool ok = zram_parse(copy, length, out);

	exact_free(copy);
	return ok;
}

START_TEST(data_is_the_first_number_and_memory_the_third)
{
	static const char line[] = " 4096000  1024000  1228800        0  1228800        0        0        0        0\n";
	struct zram z;

	ck_assert(parse(line, sizeof(line) - 1, &z));
	ck_assert_uint_eq(z.data, 4096000);
	ck_assert_uint_eq(z.memory, 1228800);
}
END_TEST

START_TEST(a_cut_line_is_refused_before_its_third_number)
{
	static const char line[] = "11 22 33 44\n";
	struct zram z;

	for (size_t n = 0; n < sizeof(line); n++)
		ck_assert_msg(parse(line, n, &z) == (n > 6), "after %zu bytes", n);
}
END_TEST

START_TEST(what_is_no_such_line_is_refused)
{
	static const char *const others[] = { "", "\n", "1", "1 2", "1 2 x", "-1 2 3", "1 2 18446744073709551616" };
	struct zram z;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &z), "taken for mm_stat: %s", others[i]);
}
END_TEST

START_TEST(all_zram_devices_are_added_up_and_others_left_out)
{
	struct fake_proc f;
	struct zram z;

	fake_new(&f);
	fake_put(&f, "zram0/mm_stat", "100 2 30 4\n");
	fake_put(&f, "zram1/mm_stat", "1000 2 300 4\n");
	fake_put(&f, "zram2/size", "5\n");
	fake_put(&f, "zram3/mm_stat", "nonsense\n");
	fake_put(&f, "sda/mm_stat", "7 7 7 7\n");
	ck_assert(zram_read(f.dir, &z));
	ck_assert_uint_eq(z.data, 1100);
	ck_assert_uint_eq(z.memory, 330);
	fake_free(&f);
}
END_TEST

START_TEST(without_a_device_there_is_no_zram)
{
	struct fake_proc f;
	struct zram z;

	fake_new(&f);
	fake_put(&f, "sda/mm_stat", "7 7 7 7\n");
	ck_assert(!zram_read(f.dir, &z));
	ck_assert(!zram_read("/nonexistent", &z));
	fake_free(&f);
}
END_TEST

SUITE(zram, data_is_the_first_number_and_memory_the_third, a_cut_line_is_refused_before_its_third_number,
      what_is_no_such_line_is_refused, all_zram_devices_are_added_up_and_others_left_out, without_a_device_there_is_no_zram)
