/* net_dev_test.c - the traffic of a network namespace. */
#include "net_dev.h"

#include <string.h>

#include "suite.h"

#define HEAD "Inter-|   Receive                                                |  Transmit\n" \
             " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"

static struct net_dev parsed(const char *text)
{
	struct net_dev d;

	ck_assert(net_dev_parse(text, strlen(text), &d));
	return d;
}

START_TEST(all_interfaces_but_the_loopback_are_summed)
{
	struct net_dev d = parsed(HEAD "    lo:    9801      87    0    0    0     0          0         0     9801      87    0    0    0     0       0          0\n"
	                          "  eth0: 404604539   11250    0    0    0     0          0         0   572356    7775    0    0    0     0       0          0\n"
	                          "  eth1:7 1 0 0 0 0 0 0 11 1 0 0 0 0 0 0\n");

	ck_assert_uint_eq(d.received, 404604546);
	ck_assert_uint_eq(d.sent, 572367);
}
END_TEST

START_TEST(a_namespace_without_interfaces_has_moved_nothing)
{
	struct net_dev d = parsed(HEAD);

	ck_assert_uint_eq(d.received, 0);
	ck_assert_uint_eq(d.sent, 0);
}
END_TEST

START_TEST(an_interface_may_be_called_nearly_anything)
{
	struct net_dev d = parsed(HEAD "lo0: 1 0 0 0 0 0 0 0 10 0 0 0 0 0 0 0\n  l: 2 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0\n lo.7: 4 0 0 0 0 0 0 0 40 0 0 0 0 0 0 0\n");

	ck_assert_uint_eq(d.received, 7);
	ck_assert_uint_eq(d.sent, 70);
}
END_TEST

START_TEST(what_is_cut_counts_for_nothing)
{
	struct net_dev d = parsed(HEAD "  a: 5 0 0 0 0 0 0 0 50 0 0 0 0 0 0 0\n  b: 6 0 0 0 0 0 0 0 60 0 0");

	ck_assert_uint_eq(d.received, 5);
	ck_assert_uint_eq(d.sent, 50);
	d = parsed(HEAD "  b: 6 0 0\n");
	ck_assert_uint_eq(d.received, 0);
}
END_TEST

START_TEST(another_file_is_none)
{
	struct net_dev d;

	ck_assert(!net_dev_parse("", 0, &d));
	ck_assert(!net_dev_parse("eth0: 1 2\n", 10, &d));
}
END_TEST

SUITE(net_dev, all_interfaces_but_the_loopback_are_summed, a_namespace_without_interfaces_has_moved_nothing,
      an_interface_may_be_called_nearly_anything, what_is_cut_counts_for_nothing, another_file_is_none)
