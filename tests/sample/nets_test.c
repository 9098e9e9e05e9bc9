/* nets_test.c - whose network a container has, and what goes over it. Where two files are one, two processes are in one namespace. */
#define _GNU_SOURCE
#include "nets.h"

#include "kernel/asked.h"
#include "kernel/fake_proc.h"
#include "source.h"

#define HEAD "Inter-|   Receive                                                |  Transmit\n" \
             " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"

static struct fake_proc fake;
static struct procfs proc;
static struct source *source;
static struct sample samples[2];
static struct demand demand;
static unsigned taken;

/* A process in a control group, with the network of another (0: with one of its own). */
static void put(int pid, int ppid, const char *group, int like, const char *interfaces)
{
	char file[64], from[256], text[1024];

	fake_put_task(&fake, pid, 0, (struct fake_stat){ .comm = "p", .ppid = ppid });
	snprintf(file, sizeof(file), "%d/cgroup", pid);
	snprintf(text, sizeof(text), "0::%s\n", group);
	fake_put(&fake, file, text);
	snprintf(text, sizeof(text), HEAD "%s", interfaces);
	snprintf(file, sizeof(file), "%d/net/dev", pid);
	fake_put(&fake, file, text);
	if (!like)
		return;
	fake_remove(&fake, file);
	snprintf(from, sizeof(from), "%s/%d/net/dev", fake.dir, like);
	ck_assert_int_eq(link(from, fake_path(&fake, file)), 0);
}

static void begin(void)
{
	fake_new(&fake);
	put(1, 0, "/", 0, "eth0: 1000 0 0 0 0 0 0 0 2000 0 0 0 0 0 0 0\n");
	put(5, 1, "/system.slice/docker.service", 1, "");
	unsetenv("DOCKER_HOST");
	unsetenv("CONTAINER_HOST");
}

static void open_source(void)
{
	struct err e;

	ck_assert_msg(procfs_open(&proc, fake.dir, &e), "%s", e.text);
	source = scan_open(&proc);
	sample_init(&samples[0]);
	sample_init(&samples[1]);
	demand_init(&demand);
	demand.all |= NEED_CGROUP | NEED_NET;
	taken = 0;
}

static const struct sample *next(void)
{
	struct sample *out = &samples[taken % 2];

	sample_clear(out);
	source->next(source, &demand, taken ? &samples[(taken - 1) % 2] : NULL, out);
	taken++;
	return out;
}

static void end(void)
{
	sample_free(&samples[0]);
	sample_free(&samples[1]);
	demand_free(&demand);
	source->close(source);
	procfs_close(&proc);
	fake_free(&fake);
}

static const struct net_figures *of(const struct sample *s, pid_t pid)
{
	const struct net_figures *f = nets_find(s, sample_find(s, pid)->who->cgroup);

	ck_assert_ptr_nonnull(f);
	return f;
}

START_TEST(the_network_of_a_container_is_that_of_its_first_process)
{
	const struct sample *s;

	begin();
	put(10, 5, "/docker/" ID_A, 0, "lo: 9 0 0 0 0 0 0 0 9 0 0 0 0 0 0 0\neth0: 700 0 0 0 0 0 0 0 80 0 0 0 0 0 0 0\n");
	put(11, 10, "/docker/" ID_A "/inner", 10, "");
	open_source();
	s = next();
	ck_assert(of(s, 10)->is_known);
	ck_assert_uint_eq(of(s, 10)->past.received, 700);
	ck_assert_uint_eq(of(s, 10)->past.sent, 80);
	ck_assert_ptr_eq(of(s, 11), of(s, 10));
	ck_assert(!of(s, 10)->has_rates);
	ck_assert_ptr_null(nets_find(s, sample_find(s, 1)->who->cgroup));
	end();
}
END_TEST

START_TEST(with_the_network_of_the_machine_or_of_who_started_it_it_has_none_of_its_own)
{
	const struct sample *s;

	begin();
	put(6, 1, "/outer", 0, "eth0: 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0\n");
	put(10, 5, "/docker/" ID_A, 1, "");
	put(20, 6, "/docker/" ID_B, 6, "");
	open_source();
	s = next();
	ck_assert(of(s, 10)->is_shared);
	ck_assert(!of(s, 10)->is_known);
	ck_assert(of(s, 20)->is_shared);
	end();
}
END_TEST

START_TEST(who_was_started_from_outside_is_asked_though_another_comes_first)
{
	begin();
	put(9, 30, "/docker/" ID_A, 0, "eth0: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n");
	put(30, 5, "/docker/" ID_A, 0, "eth0: 7 0 0 0 0 0 0 0 8 0 0 0 0 0 0 0\n");
	open_source();
	ck_assert_uint_eq(of(next(), 9)->past.received, 7);
	end();
}
END_TEST

START_TEST(what_cannot_be_read_is_unknown_and_not_nothing)
{
	const struct sample *s;

	begin();
	put(10, 5, "/docker/" ID_A, 0, "");
	put(20, 5, "/docker/" ID_B, 0, "");
	fake_remove(&fake, "10/net/dev");
	fake_put(&fake, "20/net/dev", "no such file");
	open_source();
	s = next();
	ck_assert(!of(s, 10)->is_known && !of(s, 10)->is_shared);
	ck_assert(!of(s, 20)->is_known && !of(s, 20)->is_shared);
	end();
}
END_TEST

START_TEST(rates_are_from_one_sample_to_the_next)
{
	const struct sample *s;
	double seconds;

	begin();
	put(10, 5, "/docker/" ID_A, 0, "eth0: 1000000 0 0 0 0 0 0 0 2000000 0 0 0 0 0 0 0\n");
	open_source();
	next();
	/* The same file with other words in it. */
	fake_put(&fake, "10/net/dev", HEAD "eth0: 4000000 0 0 0 0 0 0 0 9000000 0 0 0 0 0 0 0\n");
	s = next();
	seconds = (double)(s->boot_ns - samples[0].boot_ns) / 1e9;
	ck_assert(of(s, 10)->has_rates);
	ck_assert_double_eq_tol((double)of(s, 10)->received_s, 3e6 / seconds, 2);
	ck_assert_double_eq_tol((double)of(s, 10)->sent_s, 7e6 / seconds, 2);
	fake_put(&fake, "10/net/dev", HEAD "eth0: 4 0 0 0 0 0 0 0 9 0 0 0 0 0 0 0\n");
	ck_assert(!of(next(), 10)->has_rates);
	end();
}
END_TEST

SUITE(nets, the_network_of_a_container_is_that_of_its_first_process, with_the_network_of_the_machine_or_of_who_started_it_it_has_none_of_its_own,
      who_was_started_from_outside_is_asked_though_another_comes_first, what_cannot_be_read_is_unknown_and_not_nothing,
      rates_are_from_one_sample_to_the_next)
