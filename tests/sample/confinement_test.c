/* confinement_test.c - what of the machine's memory and CPUs a container leaves us. */
#define _GNU_SOURCE
#include "confinement.h"

#include <string.h>

#include "cgroups.h"
#include "kernel/fake_proc.h"
#include "kernel/groups.h"
#include "oom.h"
#include "sample/made_sample.h"

#define MIB GROUP_MIB
#define GIB (1024 * MIB)
#define SECOND UINT64_C(1000000000)

/* A container of our own making, and the machine around it: 16 GiB, of which 11 are available, 2 GiB of swap, 4 CPUs. */
struct inside {
	struct fake_proc proc, groups;
	struct procfs procfs;
	struct cgroups cgroups;
	struct confinement_watch watch;
	struct sample sample;
	uint64_t total;                /* of the machine */
};

static struct inside in;

static void put(const char *file, const char *text)
{
	fake_put(&in.groups, file, text);
}

static void put_bytes(const char *group, const char *file, uint64_t bytes)
{
	char path[256], text[32];

	snprintf(path, sizeof(path), "%s%s%s", group, *group ? "/" : "", file);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", bytes);
	put(path, bytes == CGROUP_NO_LIMIT ? "max\n" : text);
}

/* Of version 2: 40M of the limit are charged: 20M anonymous, 8M shared, 6M cache, 5M of the kernel's, of which 2M can be dropped. */
static void put_group(const char *group, uint64_t limit)
{
	char path[256];

	put_bytes(group, "memory.current", 40 * MIB);
	put_bytes(group, "memory.max", limit);
	put_bytes(group, "memory.swap.current", MIB);
	put_bytes(group, "memory.swap.max", CGROUP_NO_LIMIT);
	snprintf(path, sizeof(path), "%s%smemory.stat", group, *group ? "/" : "");
	put(path, "anon 20971520\nfile 14680064\nkernel 5242880\nshmem 8388608\nfile_mapped 4194304\ninactive_file 6291456\nactive_file 0\n"
	          "slab_reclaimable 2097152\nslab_unreclaimable 1048576\nkernel_stack 524288\npagetables 524288\n");
}

static void start(const char *membership)
{
	char file[32];
	struct err e;

	fake_new(&in.proc);
	fake_new(&in.groups);
	fake_put_stat(&in.proc, getpid(), (struct fake_stat){ .rss_pages = 10 });
	snprintf(file, sizeof(file), "%d/cgroup", getpid());
	fake_put(&in.proc, file, membership);
	if (membership[0] == '0')
		put("cgroup.procs", "");
	ck_assert_msg(procfs_open(&in.procfs, in.proc.dir, &e), "%s", e.text);
	sample_init(&in.sample);
	in.sample.boot_ns = SECOND;
	in.total = 16 * GIB;
}

static const struct confinement *look(void)
{
	struct machine *m = &in.sample.machine;
	struct err e;

	sample_clear(&in.sample);
	*m = (struct machine){ .has_memory = true };
	m->memory.known[MEM_TOTAL] = m->memory.known[MEM_AVAILABLE] = m->memory.known[MEM_SWAP_TOTAL] = true;
	m->memory.bytes[MEM_TOTAL] = in.total;
	m->memory.bytes[MEM_AVAILABLE] = 11 * GIB;
	m->memory.bytes[MEM_SWAP_TOTAL] = 2 * GIB;
	if (!in.watch.machine_cpus) {
		cgroups_init(&in.cgroups);
		ck_assert_msg(cgroups_place(&in.cgroups, in.groups.dir, &e), "%s", e.text);
		/* A fake is no living /proc, that may lie in a container. */
		confinement_open(&in.watch, &in.procfs);
		ck_assert(!in.watch.is_inside);
		in.watch.is_inside = true;
		in.watch.machine_cpus = 4;
		confinement_place(&in.watch, in.groups.dir);
	}
	confinement_look(&in.watch, &in.cgroups, &in.procfs, &in.sample);
	return &m->confinement;
}

static void end(void)
{
	sample_free(&in.sample);
	confinement_close(&in.watch);
	cgroups_free(&in.cgroups);
	procfs_close(&in.procfs);
	fake_free(&in.proc);
	fake_free(&in.groups);
}

START_TEST(a_limit_below_the_machines_memory_confines)
{
	const struct confinement *c;

	start("0::/\n");
	put_group("", 64 * MIB);
	c = look();
	ck_assert(c->has_memory);
	ck_assert(!c->is_least);
	ck_assert_uint_eq(c->parts.total, 64 * MIB);
	ck_assert_uint_eq(c->parts.free, 24 * MIB);
	ck_assert_uint_eq(c->parts.shared, 8 * MIB);
	ck_assert_uint_eq(c->parts.cache, 8 * MIB);
	ck_assert_uint_eq(c->parts.kernel, 3 * MIB);
	ck_assert_uint_eq(c->parts.used, 21 * MIB);
	/* Before somebody must go the cache does. */
	ck_assert_uint_eq(c->available, 32 * MIB);
	ck_assert(c->has_swap);
	ck_assert_uint_eq(c->swap_used, MIB);
	ck_assert_uint_eq(c->swap_total, 2 * GIB);
	ck_assert_str_eq(sample_confining(&in.sample)->group->path, "/");
	ck_assert_ptr_eq(sample_parts(&in.sample), &c->parts);
	end();
}
END_TEST

START_TEST(the_memory_is_that_of_the_group_that_binds)
{
	const struct confinement *c;

	start("0::/pod/web\n");
	put_group("pod", 64 * MIB);
	put_bytes("pod", "memory.current", 50 * MIB);
	put_bytes("pod", "memory.swap.max", 7 * MIB);
	put_group("pod/web", CGROUP_NO_LIMIT);
	c = look();
	ck_assert(c->has_memory);
	ck_assert_uint_eq(c->parts.total, 64 * MIB);
	ck_assert_uint_eq(c->parts.free, 14 * MIB);
	ck_assert_uint_eq(c->swap_total, 7 * MIB);
	ck_assert_str_eq(sample_own(&in.sample)->group->path, "/pod/web");
	ck_assert_str_eq(sample_confining(&in.sample)->group->path, "/pod");
	end();
}
END_TEST

/* As a container of version 1 has it without a namespace for its group: its own directory is all that it sees. */
START_TEST(of_what_is_above_the_directory_that_is_mounted_nothing_is_missed)
{
	const struct cgroup_figures *f;

	start("0::/docker/web\n");
	put_group("", 64 * MIB);
	look();
	strcpy(in.cgroups.tree.root, "/docker/web");
	ck_assert(look()->has_memory);
	f = sample_own(&in.sample);
	ck_assert_str_eq(f->group->path, "/docker/web");
	ck_assert(f->have & CGROUP_HAS_EFFECTIVE);
	ck_assert(f->have & CGROUP_HAS_HEADROOM);
	ck_assert_uint_eq(f->headroom, 32 * MIB);
	ck_assert_ptr_eq(oom_group_of_all(&in.sample), f);
	end();
}
END_TEST

START_TEST(without_a_limit_or_with_one_that_the_machine_lacks_the_memory_is_the_machines)
{
	start("0::/a\n");
	put_group("a", CGROUP_NO_LIMIT);
	ck_assert(!look()->has_memory);
	ck_assert(look()->is_inside);
	ck_assert_ptr_null(sample_confining(&in.sample));
	ck_assert_ptr_eq(sample_parts(&in.sample), &in.sample.machine.parts);
	put_bytes("a", "memory.max", 32 * GIB);
	ck_assert(!look()->has_memory);
	put_bytes("a", "memory.max", 15 * GIB);
	ck_assert(look()->has_memory);
	ck_assert_uint_eq(look()->available, 11 * GIB);
	end();
}
END_TEST

START_TEST(outside_of_a_container_a_limit_changes_nothing)
{
	start("0::/a\n");
	put_group("a", 64 * MIB);
	look();
	in.watch.is_inside = false;
	ck_assert(!look()->has_memory);
	ck_assert_uint_eq(look()->own, 0);
	ck_assert(look()->cpus == 0);
	end();
}
END_TEST

/* It takes all of the cache, files in memory too, for what can be had: the group knows better. */
START_TEST(where_lxcfs_has_put_the_limit_into_meminfo_it_counts_once_and_the_group_tells_what_is_taken)
{
	start("0::/a\n");
	put_group("a", 64 * MIB);
	put("a/cpu.max", "50000 100000\n");
	look();
	in.watch.lxcfs = LXCFS_MEMINFO;
	in.total = 64 * MIB;
	ck_assert(look()->has_memory);
	ck_assert_uint_eq(look()->parts.total, 64 * MIB);
	ck_assert_uint_eq(look()->available, 32 * MIB);
	ck_assert(look()->cpus > 0);
	/* A limit that is lower than what our groups have: it has looked further up. */
	in.total = 48 * MIB;
	ck_assert(!look()->has_memory);
	in.watch.lxcfs = 0;
	in.total = 64 * MIB;
	ck_assert(!look()->has_memory);
	in.total = 16 * GIB;
	in.watch.lxcfs = LXCFS_STAT;
	ck_assert(look()->has_memory);
	ck_assert(look()->cpus > 0);
	end();
}
END_TEST

/* Version 1 tells of the limit of a group that we do not see, and not what counts against it. */
START_TEST(a_limit_from_above_what_we_see_binds_what_is_taken_is_that_much_or_more)
{
	const struct confinement *c;

	start("4:memory:/\n");
	put("memory/tasks", "");
	put_bytes("memory", "memory.usage_in_bytes", 40 * MIB);
	put("memory/memory.limit_in_bytes", "9223372036854771712\n");
	put("memory/memory.stat", "hierarchical_memory_limit 67108864\ntotal_cache 14680064\ntotal_rss 20971520\ntotal_shmem 8388608\n"
	                          "total_inactive_file 6291456\ntotal_active_file 0\n");
	put_bytes("memory", "memory.kmem.usage_in_bytes", 5 * MIB);
	c = look();
	ck_assert(c->has_memory);
	ck_assert(c->is_least);
	ck_assert_uint_eq(c->parts.total, 64 * MIB);
	ck_assert_uint_eq(c->parts.kernel, 5 * MIB);
	ck_assert_uint_eq(c->parts.used, 21 * MIB);
	ck_assert_uint_eq(c->available, 30 * MIB);
	ck_assert(!c->has_swap);
	end();
}
END_TEST

START_TEST(cpus_are_those_of_the_least_quota_and_of_the_set)
{
	const struct confinement *c;

	start("0::/pod/web\n");
	put_group("pod", CGROUP_NO_LIMIT);
	put_group("pod/web", CGROUP_NO_LIMIT);
	put("pod/web/cpu.max", "max 100000\n");
	put("pod/web/cpuset.cpus.effective", "0-3\n");
	put("pod/cpu.max", "max 100000\n");
	ck_assert(look()->cpus == 0);
	put("pod/web/cpuset.cpus.effective", "1,3\n");
	ck_assert_double_eq(look()->cpus, 2);
	put("pod/cpu.max", "50000 100000\n");
	put("pod/cpu.stat", "usage_usec 1000000\n");
	put("pod/web/cpu.stat", "usage_usec 7\n");
	c = look();
	ck_assert_double_eq(c->cpus, 0.5);
	ck_assert(!c->has_cpu);
	put("pod/cpu.stat", "usage_usec 1250000\n");
	in.sample.boot_ns += SECOND;
	c = look();
	ck_assert(c->has_cpu);
	ck_assert_double_eq(c->cpu, 50);
	/* What has fallen is another's. */
	put("pod/cpu.stat", "usage_usec 10\n");
	in.sample.boot_ns += SECOND;
	ck_assert(!look()->has_cpu);
	end();
}
END_TEST

START_TEST(what_cannot_be_read_confines_nobody)
{
	start("0::/gone\n");
	ck_assert(!look()->has_memory);
	ck_assert_ptr_null(sample_confining(&in.sample));
	put_group("gone", 64 * MIB);
	fake_remove(&in.groups, "gone/memory.current");
	ck_assert(!look()->has_memory);
	end();
}
END_TEST

START_TEST(the_same_in_the_form_of_meminfo)
{
	struct meminfo m;

	start("0::/\n");
	put_group("", 64 * MIB);
	look();
	confinement_meminfo(&in.sample, &m);
	ck_assert_uint_eq(m.bytes[MEM_TOTAL], 64 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_FREE], 24 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_AVAILABLE], 32 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_ANON_PAGES], 20 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_CACHED], 14 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_SHMEM], 8 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_MAPPED], 4 * MIB);
	ck_assert_uint_eq(m.bytes[MEM_SLAB_RECLAIMABLE], 2 * MIB);
	/* 5M less 2M, 1M, 0.5M and 0.5M */
	ck_assert_uint_eq(m.bytes[MEM_KERNEL_REST], MIB);
	ck_assert(!m.known[MEM_BUFFERS]);
	ck_assert(!m.known[MEM_VMALLOC_USED]);
	end();
}
END_TEST

START_TEST(a_snapshot_has_no_groups_and_so_nothing_confines_it)
{
	struct sample copy;

	start("0::/\n");
	put_group("", 64 * MIB);
	look();
	sample_init(&copy);
	sample_copy(&copy, &in.sample);
	ck_assert_str_eq(sample_confining(&copy)->group->path, "/");
	sample_snapshot(&copy, &in.sample);
	ck_assert_ptr_null(sample_confining(&copy));
	sample_free(&copy);
	end();
}
END_TEST

SUITE(confinement, of_what_is_above_the_directory_that_is_mounted_nothing_is_missed, a_limit_below_the_machines_memory_confines, the_memory_is_that_of_the_group_that_binds,
      without_a_limit_or_with_one_that_the_machine_lacks_the_memory_is_the_machines, outside_of_a_container_a_limit_changes_nothing,
      where_lxcfs_has_put_the_limit_into_meminfo_it_counts_once_and_the_group_tells_what_is_taken,
      a_limit_from_above_what_we_see_binds_what_is_taken_is_that_much_or_more, cpus_are_those_of_the_least_quota_and_of_the_set,
      what_cannot_be_read_confines_nobody, the_same_in_the_form_of_meminfo, a_snapshot_has_no_groups_and_so_nothing_confines_it)
