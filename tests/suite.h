/* suite.h - one suite a file: its name, then its tests, each of which is named like a sentence. */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* The seconds that a test may take before it counts as hung: generous, since sanitizers and loaded machines are slow. */
#define SUITE_PATIENCE 120

/* Asks again and again until it is true. False when that takes half of the patience. */
#define until(condition)                                                                       \
	({                                                                                     \
		time_t limit_ = time(NULL) + SUITE_PATIENCE / 2;                               \
		bool is_true_;                                                                 \
		while (!(is_true_ = (condition)) && time(NULL) < limit_)                       \
			sched_yield();                                                         \
		is_true_;                                                                      \
	})

/* What is done before each test of the suites that are being made; NULL: nothing. */
extern void (*suite_setup)(void);

/* SUITE(stat, first_test, second_test, …) defines stat_suite, which tests/main.c calls. The tests are those of START_TEST. */
#define SUITE(name, ...)                                                                       \
	Suite *name##_suite(void);                                                             \
	Suite *name##_suite(void)                                                              \
	{                                                                                      \
		const TTest *tests[] = { __VA_ARGS__ };                                        \
		Suite *s = suite_create(#name);                                                \
		TCase *c = tcase_create(#name);                                                \
		tcase_set_timeout(c, SUITE_PATIENCE);                                          \
		if (suite_setup)                                                               \
			tcase_add_checked_fixture(c, suite_setup, NULL);                       \
		for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)                  \
			tcase_add_test(c, tests[i]);                                           \
		suite_add_tcase(s, c);                                                         \
		return s;                                                                      \
	}

#endif
