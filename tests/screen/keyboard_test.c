/* keyboard_test.c - Esc, and what may come behind it. */
#include "suite.h"

#include <string.h>

#include "keyboard.h"
#include "terminal.h"
#include "vec.h"

static const char *typed;

static uint32_t read_typed(void)
{
	return *typed ? (uint32_t)(unsigned char)*typed++ : K_NONE;
}

START_TEST(esc_is_alt_only_before_letters_that_mean_something_with_it)
{
	static const struct { const char *typed; uint32_t keys[5]; } cases[] = {
		{ "",            { K_NONE } },
		{ "h",           { 'h' } },
		{ "\033",        { K_ESCAPE } },
		{ "\033h",       { K_ALT('h') } },
		{ "\033j\033k",  { K_ALT('j'), K_ALT('k') } },
		{ "\033b\033f",  { K_ALT('b'), K_ALT('f') } },
		{ "\033lx",      { K_ALT('l'), 'x' } },
		{ "\033q",       { K_ESCAPE, 'q' } },
		{ "\033H",       { K_ESCAPE, 'H' } },
		{ "\033\r",      { K_ESCAPE, '\r' } },
		{ "\033\033",    { K_ESCAPE, K_ESCAPE } },
		{ "\033\033h",   { K_ESCAPE, K_ALT('h') } },
		{ "\033[Zh",     { K_OTHER, 'h' } },
		{ "\033[1;9Zh",  { K_OTHER, 'h' } },
		{ "\033[99~",    { K_OTHER } },
		{ "\033[1;9",    { K_OTHER } },
		{ "\033[",       { K_OTHER } },
		{ "\033Oxh",     { K_OTHER, 'h' } },
		{ "\033O",       { K_OTHER } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct keyboard k = { K_NONE };
		typed = cases[i].typed;
		for (size_t n = 0; n < 5; n++)
			ck_assert_msg(keyboard_next(&k, read_typed) == cases[i].keys[n], "case %zu, key %zu", i, n);
	}
}
END_TEST

SUITE(keyboard, esc_is_alt_only_before_letters_that_mean_something_with_it)
