/* netdev_test.c - what network interfaces have moved, as the kernel says it. */
#include "netdev.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

#define TITLES "Inter-|   Receive                                                |  Transmit\n" \
               " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"

static bool parse(const char *text, struct netdev *out)
{
	char *copy = exact_copy(text, strlen(text));
	bool ok = netdev_parse(copy, strlen(text), out);

	exact_free(copy);
	return ok;
}

START_TEST(interfaces_are_added_up_without_the_loopback)
{
	struct netdev n;

	ck_assert(parse(TITLES "    lo:     777      15    0    0    0     0          0         0      777       0    0    0    0     0       0          0\n"
	                "  eth0:    1322      15    0    0    0     0          0         0       42       1    0    0    0     0       0          0\n"
	                "  eth1:1000000 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0\n", &n));
	ck_assert_uint_eq(n.received, 1001322);
	ck_assert_uint_eq(n.sent, 44);
}
END_TEST

START_TEST(names_may_begin_like_the_loopback_or_have_a_colon)
{
	struct netdev n;

	ck_assert(parse(TITLES "lo0: 1 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0\nlo:0: 10 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0\n"
	                "eth0:1:100 0 0 0 0 0 0 0 200 0 0 0 0 0 0 0\n", &n));
	ck_assert_uint_eq(n.received, 111);
	ck_assert_uint_eq(n.sent, 222);
}
END_TEST

START_TEST(a_network_without_interfaces_has_moved_nothing)
{
	struct netdev n = { 1, 2 };

	ck_assert(parse(TITLES, &n));
	ck_assert_uint_eq(n.received, 0);
	ck_assert_uint_eq(n.sent, 0);
}
END_TEST

START_TEST(what_is_cut_or_no_such_file_is_refused)
{
	static const char *const texts[] = {
		"", "\n", "\n\n", TITLES "eth0: 1 0 0 0 0 0 0 0 2", TITLES "eth0: 1 0 0 0 0 0 0 0\n", TITLES "eth0: x\n", TITLES "eth0 1 2\n",
		TITLES ": 1 0 0 0 0 0 0 0 2\n", TITLES "a: 18446744073709551616 0 0 0 0 0 0 0 2\n",
		TITLES "a: 18446744073709551615 0 0 0 0 0 0 0 2\nb: 1 0 0 0 0 0 0 0 2\n", "lo: 1 0 0 0 0 0 0 0 2\n",
	};
	struct netdev n;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		ck_assert_msg(!parse(texts[i], &n), "\"%s\" was taken", texts[i]);
}
END_TEST

SUITE(netdev, interfaces_are_added_up_without_the_loopback, names_may_begin_like_the_loopback_or_have_a_colon,
      a_network_without_interfaces_has_moved_nothing, what_is_cut_or_no_such_file_is_refused)
