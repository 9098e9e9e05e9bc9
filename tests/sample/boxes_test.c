/* boxes_test.c - containers in made hierarchies of both versions, and what is read of them. */
#define _GNU_SOURCE
#include "boxes.h"

#include <string.h>

#include "kernel/fake_proc.h"
#include "suite.h"

#define ID_A "92c5be59093f00112233445566778899aabbccddeeff00112233445566778899"
#define ID_B "58e0d1ebd54300112233445566778899aabbccddeeff00112233445566778899"
#define ID_C "ca0d7777a25500112233445566778899aabbccddeeff00112233445566778899"
#define NET "Inter-| Receive | Transmit\n face |bytes |bytes\n"

struct machine {
	struct fake_proc proc, groups;
	struct procfs p;
	struct boxes b;
};

static void start(struct machine *m)
{
	fake_new(&m->proc);
	fake_new(&m->groups);
	fake_put(&m->proc, "1/stat", "");
	fake_put(&m->proc, "meminfo", "MemTotal:       24684092 kB\n");
}

/* When its files are there. */
static void open_both(struct machine *m, const char *proc)
{
	struct err e;

	ck_assert(procfs_open(&m->p, proc ? proc : m->proc.dir, &e));
	ck_assert_msg(boxes_open(&m->b, &m->p, m->groups.dir, &e), "%s", e.text);
}

static void end(struct machine *m)
{
	boxes_close(&m->b);
	procfs_close(&m->p);
	fake_free(&m->proc);
	fake_free(&m->groups);
}

static const struct box *find_in(const struct box_list *l, const char *path)
{
	const struct box *box = l->list.data;

	for (size_t i = 0; i < l->list.count; i++)
		if (strcmp(box[i].path, path) == 0)
			return &box[i];
	return NULL;
}

static const struct box *find(const struct machine *m, const char *path) { return find_in(&m->b.now, path); }

START_TEST(containers_are_found_wherever_they_are_and_nothing_else_is)
{
	static const char *const files[] = {
		"memory/memory.usage_in_bytes", "memory/docker/" ID_A "/tasks", "memory/docker/" ID_A "/docker/" ID_B "/tasks",
		"memory/docker/" ID_A "/system.slice/tasks", "memory/libpod_parent/libpod-" ID_C "/container/tasks", "memory/libpod_parent/conmon/tasks",
		"memory/machine.slice/libpod-conmon-" ID_C ".scope/tasks", "memory/system.slice/nginx.service/tasks", "memory/lxc.payload.c1/tasks",
		"memory/lxc.monitor.c1/tasks", "memory/kubepods/burstable/pod7/" ID_C "/tasks", "memory/docker/tasks",
	};
	static const char *const want[] = { "/docker/" ID_A, "/docker/" ID_A "/docker/" ID_B, "/libpod_parent/libpod-" ID_C, "/lxc.payload.c1",
	                                    "/kubepods/burstable/pod7/" ID_C };
	struct machine m;

	start(&m);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		fake_put(&m.groups, files[i], "");
	open_both(&m, NULL);
	boxes_look(&m.b, BOXES_ALL);
	ck_assert_uint_eq(m.b.now.list.count, ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		ck_assert_msg(find(&m, want[i]) != NULL, "%s", want[i]);
	ck_assert_str_eq(find(&m, want[2])->is.engine, "podman");
	ck_assert_uint_eq(m.b.memory, UINT64_C(24684092) << 10);
	end(&m);
}
END_TEST

/* An engine or systemd of its own has put its processes into groups below. */
START_TEST(what_a_container_holds_and_does_is_read)
{
	struct machine m;
	const struct box *b;

	start(&m);
	fake_put(&m.groups, "cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/memory.current", "42364928\n");
	fake_put(&m.groups, "docker/" ID_A "/memory.max", "67108864\n");
	fake_put(&m.groups, "docker/" ID_A "/memory.stat", "anon 4096\nfile 8192\ninactive_file 4096\n");
	fake_put(&m.groups, "docker/" ID_A "/pids.current", "7\n");
	fake_put(&m.groups, "docker/" ID_A "/io.stat", "");
	fake_put(&m.groups, "docker/" ID_A "/cpu.stat", "usage_usec 5\n");
	fake_put(&m.groups, "docker/" ID_A "/cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/docker/" ID_B "/cgroup.procs", "4\n");
	fake_put(&m.groups, "docker/" ID_A "/init.scope/cgroup.procs", "33\n12\n345\n");
	fake_put(&m.proc, "12/net/dev", NET " lo: 9 0 0 0 0 0 0 0 9\neth0: 822 0 0 0 0 0 0 0 42\n");
	fake_put(&m.proc, "4/net/dev", NET "eth0: 1 0 0 0 0 0 0 0 1\n");
	open_both(&m, NULL);
	boxes_look(&m.b, BOXES_ALL);
	b = find(&m, "/docker/" ID_A);
	ck_assert_ptr_nonnull(b);
	ck_assert_uint_eq(b->have, BOX_HAS_CHARGE | BOX_HAS_LIMIT | BOX_HAS_PIDS | BOX_HAS_IO | BOX_HAS_NET);
	ck_assert_uint_eq(b->charge, 42364928);
	ck_assert_uint_eq(b->inactive, 4096);
	ck_assert_uint_eq(b->limit, 67108864);
	ck_assert_uint_eq(b->pids, 7);
	ck_assert_uint_eq(b->read, 0);
	ck_assert_uint_eq(b->net.received, 822);
	ck_assert_uint_eq(b->net.sent, 42);
	ck_assert_uint_eq(find(&m, "/docker/" ID_A "/docker/" ID_B)->net.received, 1);
	end(&m);
}
END_TEST

START_TEST(a_group_that_nobody_is_in_has_no_tasks_though_nobody_counts_them)
{
	struct machine m;

	start(&m);
	fake_put(&m.groups, "cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_B "/cgroup.procs", "0\n0\n");
	fake_put(&m.groups, "docker/" ID_C "/cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_C "/init.scope/cgroup.procs", "33\n");
	open_both(&m, NULL);
	boxes_look(&m.b, BOXES_ALL);
	ck_assert_uint_eq(find(&m, "/docker/" ID_A)->have & BOX_HAS_PIDS, BOX_HAS_PIDS);
	ck_assert_uint_eq(find(&m, "/docker/" ID_A)->pids, 0);
	ck_assert_uint_eq(find(&m, "/docker/" ID_B)->have & BOX_HAS_PIDS, 0);
	ck_assert_uint_eq(find(&m, "/docker/" ID_C)->have & BOX_HAS_PIDS, 0);
	end(&m);
}
END_TEST

START_TEST(a_share_of_cpu_time_takes_two_looks)
{
	struct machine m;
	const struct box *b;

	start(&m);
	fake_put(&m.groups, "cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/cpu.stat", "usage_usec 1000000\n");
	fake_put(&m.groups, "docker/" ID_B "/cpu.stat", "usage_usec 1000000\n");
	open_both(&m, NULL);
	boxes_look(&m.b, BOXES_FIRST);
	ck_assert_uint_eq(find(&m, "/docker/" ID_A)->have, 0);
	fake_put(&m.groups, "docker/" ID_A "/cpu.stat", "usage_usec 1500000\n");
	fake_put(&m.groups, "docker/" ID_B "/cpu.stat", "usage_usec 5\n");
	fake_put(&m.groups, "docker/" ID_C "/cpu.stat", "usage_usec 5\n");
	boxes_look(&m.b, BOXES_ALL);
	b = find(&m, "/docker/" ID_A);
	ck_assert(b->have & BOX_HAS_CPU);
	ck_assert_double_eq_tol(b->cpu, 100 * 500e6 / (double)(b->at_ns - find_in(&m.b.before, b->path)->at_ns), 1e-3);
	/* One was made anew, and one was not there. */
	ck_assert(!(find(&m, "/docker/" ID_B)->have & BOX_HAS_CPU));
	ck_assert(!(find(&m, "/docker/" ID_C)->have & BOX_HAS_CPU));
	end(&m);
}
END_TEST

START_TEST(who_goes_while_it_is_looked_at_is_forgotten)
{
	struct machine m;

	start(&m);
	fake_put(&m.groups, "cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/cpu.stat", "usage_usec 1000000\n");
	open_both(&m, NULL);
	boxes_look(&m.b, BOXES_ALL);
	ck_assert_uint_eq(m.b.now.list.count, 1);
	ck_assert_int_eq(remove(fake_path(&m.groups, "docker/" ID_A "/cpu.stat")), 0);
	boxes_look(&m.b, BOXES_ALL);
	ck_assert_uint_eq(find(&m, "/docker/" ID_A)->have & (BOX_HAS_CPU | BOX_HAS_NET | BOX_HAS_CHARGE), 0);
	ck_assert_int_eq(remove(fake_path(&m.groups, "docker/" ID_A)), 0);
	boxes_look(&m.b, BOXES_ALL);
	ck_assert_uint_eq(m.b.now.list.count, 0);
	end(&m);
}
END_TEST

/* We are in our own network, and no container's. */
START_TEST(who_is_in_our_network_has_moved_nothing_of_its_own)
{
	struct machine m;
	const struct box *b;
	char pid[16];

	start(&m);
	snprintf(pid, sizeof(pid), "%d\n", getpid());
	fake_put(&m.groups, "cgroup.procs", "");
	fake_put(&m.groups, "docker/" ID_A "/cgroup.procs", pid);
	fake_put(&m.groups, "docker/" ID_B "/cgroup.procs", "999999999\n");
	open_both(&m, "/proc");
	boxes_look(&m.b, BOXES_ALL);
	b = find(&m, "/docker/" ID_A);
	ck_assert(b->have & BOX_HAS_NET);
	ck_assert_uint_eq(b->net.received + b->net.sent, 0);
	ck_assert(!(find(&m, "/docker/" ID_B)->have & BOX_HAS_NET));
	end(&m);
}
END_TEST

START_TEST(where_there_are_no_groups_it_says_so)
{
	struct machine m;
	struct err e;

	start(&m);
	ck_assert(procfs_open(&m.p, m.proc.dir, &e));
	ck_assert(!boxes_open(&m.b, &m.p, NULL, &e));
	ck_assert_str_eq(e.text, "no control groups with memory are mounted here: --cgroup names the directory that has them");
	ck_assert(!boxes_open(&m.b, &m.p, m.groups.dir, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "holds no control groups"));
	procfs_close(&m.p);
	fake_free(&m.proc);
	fake_free(&m.groups);
}
END_TEST

SUITE(boxes, a_group_that_nobody_is_in_has_no_tasks_though_nobody_counts_them, containers_are_found_wherever_they_are_and_nothing_else_is, what_a_container_holds_and_does_is_read,
      a_share_of_cpu_time_takes_two_looks, who_goes_while_it_is_looked_at_is_forgotten, who_is_in_our_network_has_moved_nothing_of_its_own,
      where_there_are_no_groups_it_says_so)
