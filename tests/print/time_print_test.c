/* time_print_test.c - GNU time's formats, letter by letter; system_run_test.c holds them against GNU time itself. */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "time_print.h"
#include "vec.h"

static char make[] = "make", minus_j[] = "-j", eight[] = "8", *argv[] = { make, minus_j, eight, NULL };

static const struct timed command = {
	.argv = argv, .status = 3 << 8, .wall_ns = 3723456789012, .usage = {
		.ru_utime = { 288, 104999 }, .ru_stime = { 22, 400000 }, .ru_maxrss = 412345, .ru_majflt = 12, .ru_minflt = 34567,
		.ru_nvcsw = 5, .ru_nivcsw = 6, .ru_inblock = 7, .ru_oublock = 8,
	},
};

static const char *printed(const char *format, const struct timed *t)
{
	static char text[4096];
	char *all = NULL;
	size_t n;
	FILE *out = open_memstream(&all, &n);

	time_print(out, format, t);
	fclose(out);
	ck_assert_uint_lt(n, sizeof(text));
	strcpy(text, all);
	free(all);
	return text;
}

START_TEST(each_letter_is_a_figure)
{
	static const struct { const char *format, *is; } letters[] = {
		{ "%C", "make -j 8" }, { "%E", "1:02:03" }, { "%e", "3723.45" }, { "%U", "288.10" }, { "%S", "22.40" }, { "%P", "8%" },
		{ "%M", "412345" }, { "%F", "12" }, { "%R", "34567" }, { "%w", "5" }, { "%c", "6" }, { "%I", "7" }, { "%O", "8" },
		{ "%x", "3" }, { "%Z", "4096" }, { "%X", "0" }, { "%D", "0" }, { "%p", "0" }, { "%K", "0" }, { "%t", "0" }, { "%W", "0" },
		{ "%s", "0" }, { "%r", "0" }, { "%k", "0" },
	};
	char all[64] = "", *list = NULL, expected[8];
	size_t n;
	FILE *out = open_memstream(&list, &n);

	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		char line[64];
		snprintf(line, sizeof(line), "%s\n", letters[i].is);
		ck_assert_str_eq(printed(letters[i].format, &command), line);
		strcat(all, letters[i].format + 1);
	}
	/* No letter is without a case. */
	time_list(out);
	fclose(out);
	for (const char *at = list; *at; at = strchr(at, '\n') + 1) {
		snprintf(expected, sizeof(expected), "%c", at[1]);
		ck_assert_msg(strstr(all, expected), "no case for %%%s", expected);
	}
	free(list);
}
END_TEST

START_TEST(what_is_no_letter_is_marked_and_the_rest_is_printed)
{
	ck_assert_str_eq(printed("%Q|%%|\\n|\\t|\\\\|\\q|%", &command), "?Q|%|\n|\t|\\|?\\q|?");
	ck_assert_str_eq(printed("abc\\", &command), "abc?\\\n");
	ck_assert_str_eq(printed("", &command), "\n");
}
END_TEST

START_TEST(a_time_under_an_hour_has_hundredths)
{
	struct timed t = { .argv = argv, .wall_ns = 61009999999 };

	ck_assert_str_eq(printed("%E %e %P", &t), "1:01.00 61.00 0%\n");
	t.wall_ns = 0;
	ck_assert_str_eq(printed("%E %P", &t), "0:00.00 ?%\n");
}
END_TEST

START_TEST(an_end_by_a_signal_is_no_status_of_0)
{
	struct timed t = { .argv = argv, .status = 9 };

	ck_assert_str_eq(printed("%x", &t), "137\n");
	ck_assert_int_eq(time_status(&t), 137);
	ck_assert_int_eq(time_status(&command), 3);
}
END_TEST

START_TEST(the_long_form_has_23_lines)
{
	int lines = 0;

	for (const char *at = printed(time_verbose, &command); (at = strchr(at, '\n')); at++)
		lines++;
	ck_assert_int_eq(lines, 23);
	ck_assert_str_eq(printed(time_posix, &command), "real 3723.45\nuser 288.10\nsys 22.40\n");
}
END_TEST

SUITE(time_print, each_letter_is_a_figure, what_is_no_letter_is_marked_and_the_rest_is_printed, a_time_under_an_hour_has_hundredths,
      an_end_by_a_signal_is_no_status_of_0, the_long_form_has_23_lines)
