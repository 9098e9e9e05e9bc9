/* named_test.c - lines of names and values: status, limits, fdinfo, syscall. */
#include "named.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

static void expect(const struct named *n, const char *name, const char *value)
{
	ck_assert_msg(n->name_length == strlen(name) && memcmp(n->name, name, n->name_length) == 0, "name '%.*s'", (int)n->name_length, n->name);
	ck_assert_msg(n->value_length == strlen(value) && memcmp(n->value, value, n->value_length) == 0, "value '%.*s'",
	              (int)n->value_length, n->value);
}

START_TEST(every_line_has_its_name_and_value)
{
	static const char text[] = "Name:\tcat\nVmRSS:\t    1764 kB\nno colon\n:no name\nThreads:\t3\nGroups:\t \nSigQ:\t1/963\n"
	                           "SigBlk:\t0000000000010000\nUmask:\t0022\nSeccomp:\t0";
	struct text_at t = { text, text + strlen(text) };
	struct named n;

	ck_assert(named_next(&t, &n));
	expect(&n, "Name", "cat");
	ck_assert_int_eq(n.kind, NAMED_TEXT);
	ck_assert(named_next(&t, &n));
	expect(&n, "VmRSS", "1764 kB");
	ck_assert_int_eq(n.kind, NAMED_BYTES);
	ck_assert_uint_eq(n.number, 1764 * 1024);
	ck_assert(named_next(&t, &n));
	expect(&n, "Threads", "3");
	ck_assert_int_eq(n.kind, NAMED_NUMBER);
	ck_assert(named_next(&t, &n));
	expect(&n, "Groups", "");
	ck_assert(named_next(&t, &n));
	expect(&n, "SigQ", "1/963");
	ck_assert_int_eq(n.kind, NAMED_TEXT);
	for (int i = 0; i < 2; i++) {
		ck_assert(named_next(&t, &n));
		ck_assert_msg(n.kind == NAMED_TEXT, "a mask is no number");
	}
	ck_assert(named_next(&t, &n));
	expect(&n, "Seccomp", "0");
	ck_assert_int_eq(n.kind, NAMED_NUMBER);
	ck_assert(!named_next(&t, &n));
}
END_TEST

static bool limit(const char *line, struct limit *out)
{
	return limit_parse(line, strlen(line), out);
}

START_TEST(limits_have_a_soft_and_a_hard_value)
{
	struct limit l;

	ck_assert(limit("Max open files            20000                524288               files     ", &l));
	ck_assert_uint_eq(l.soft, 20000);
	ck_assert_uint_eq(l.hard, 524288);
	ck_assert(l.name_length == 14 && memcmp(l.name, "Max open files", 14) == 0);
	ck_assert(l.unit_length == 5 && memcmp(l.unit, "files", 5) == 0);
	ck_assert(limit("Max stack size            8388608              unlimited            bytes     ", &l));
	ck_assert_uint_eq(l.hard, LIMIT_NONE);
	ck_assert(limit("Max nice priority         0                    0                    ", &l));
	ck_assert_uint_eq(l.unit_length, 0);
	ck_assert(!limit("Limit                     Soft Limit           Hard Limit           Units     ", &l));
	ck_assert(!limit("", &l));
	ck_assert(!limit("Max open files", &l));
	ck_assert(!limit("Max open files            20000", &l));
}
END_TEST

START_TEST(an_open_file_has_a_position_and_flags)
{
	static const char text[] = "pos:\t4096\nflags:\t0100002\nmnt_id:\t29\nino:\t5\n";
	struct fdinfo f;

	ck_assert(fdinfo_parse(text, strlen(text), &f));
	ck_assert_uint_eq(f.position, 4096);
	ck_assert_uint_eq(f.flags, 0100002);
	ck_assert(!fdinfo_parse(text, 10, &f));
	ck_assert(!fdinfo_parse("", 0, &f));
	ck_assert(!fdinfo_parse("pos:\tx\nflags:\t9\n", 16, &f));
}
END_TEST

START_TEST(a_waiting_thread_says_where_its_stack_is)
{
	static const char waits[] = "202 0x7f5c 0x80 0x0 0x0 0x0 0x0 0x7ffd4a6f1a48 0x7f0b8e5d9a3d\n", blocked[] = "-1 0x7ffd4a6f1a50 0x7f0b8e5d9a3d\n";
	uint64_t at;

	ck_assert(stack_pointer_parse(waits, strlen(waits), &at));
	ck_assert_uint_eq(at, 0x7ffd4a6f1a48);
	ck_assert(stack_pointer_parse(blocked, strlen(blocked), &at));
	ck_assert_uint_eq(at, 0x7ffd4a6f1a50);
	ck_assert(!stack_pointer_parse("running\n", 8, &at));
	ck_assert(!stack_pointer_parse("", 0, &at));
	ck_assert(!stack_pointer_parse("0x", 2, &at));
}
END_TEST

SUITE(named, every_line_has_its_name_and_value, limits_have_a_soft_and_a_hard_value, an_open_file_has_a_position_and_flags,
      a_waiting_thread_says_where_its_stack_is)
