/* taskiter.bpf.c - runs in the kernel: writes a record for each task that a reader of the iterator asks for. Decides nothing.
 * The structs are those parts of the kernel's own that it reads; where they lie is found out when it is loaded (CO-RE). */
#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "taskiter_record.h"

#define KERNEL __attribute__((preserve_access_index))

enum { MM_FILEPAGES, MM_ANONPAGES, MM_SWAPENTS, MM_SHMEMPAGES, MM_COUNTERS };
enum { PIDTYPE_TGID = 1, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPES };
#define PF_KTHREAD 0x00200000
#define THREADS 512        /* of one process whose memory is summed: the kernel checks each round of a loop */

struct seq_file;

struct list_head { struct list_head *next; } KERNEL;
struct upid { int nr; } KERNEL;
struct pid { unsigned level; struct upid numbers[1]; } KERNEL;
struct percpu_counter { long long count; int *counters; } KERNEL;
struct atomic_long { long counter; } KERNEL;
struct mm_struct {
	unsigned long total_vm, hiwater_rss, data_vm, stack_vm, locked_vm;
	struct atomic_long pgtables_bytes, hugetlb_usage;
	struct percpu_counter rss_stat[MM_COUNTERS];
} KERNEL;
struct kuid { __u32 val; };
struct cred { struct kuid euid; } KERNEL;
struct kernfs_node { unsigned long long id; } KERNEL;
struct cgroup { struct kernfs_node *kn; } KERNEL;
struct css_set { struct cgroup *dfl_cgrp; } KERNEL;
struct sched_entity { unsigned long long sum_exec_runtime; } KERNEL;
struct thread_info { unsigned cpu; } KERNEL;
struct signal_struct {
	int nr_threads;
	struct list_head thread_head;
	unsigned long min_flt, maj_flt;
	unsigned long long sum_sched_runtime;
	short oom_score_adj;
	struct pid *pids[PIDTYPES];
} KERNEL;
struct task_struct {
	struct thread_info thread_info;
	unsigned __state, flags;
	int exit_state, prio, static_prio, pid, tgid;
	struct sched_entity se;
	struct mm_struct *mm;
	struct task_struct *real_parent;
	struct pid *thread_pid;
	struct signal_struct *signal;
	struct list_head thread_node;
	const struct cred *real_cred;
	unsigned long long start_boottime, self_exec_id;
	unsigned long min_flt, maj_flt;
	struct css_set *cgroups;
	char comm[16];
} KERNEL;
struct bpf_iter_meta { struct seq_file *seq; __u64 seq_num; } KERNEL;
struct bpf_iter__task { struct bpf_iter_meta *meta; struct task_struct *task; } KERNEL;
struct bpf_array { void *pptrs[1]; } KERNEL;

/* As they were before. */
struct task_struct___5_13 { long state; } KERNEL;
struct task_struct___5_15 { unsigned cpu; } KERNEL;
struct task_struct___5_7 { unsigned self_exec_id; } KERNEL;
struct mm_rss_stat { struct atomic_long count[MM_COUNTERS]; } KERNEL;
struct mm_struct___6_1 { struct mm_rss_stat rss_stat; } KERNEL;
struct task_rss_stat { int count[MM_COUNTERS]; } KERNEL;
struct task_struct___6_1 { struct task_rss_stat rss_stat; } KERNEL;

/* In .data even though it is zero: the reader finds it by that name. */
struct taskiter_wish wish SEC(".data") = { 0 };

__u64 offsets[TASKITER_CPUS];   /* of each CPU's own copy of a per-CPU variable */
__u32 level;                    /* how deep the reader's pid namespace is nested */

/* A per-CPU variable of our own: where its copies are tells how far they lie apart. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} gauge SEC(".maps");

static char image[512];

static void find_offsets(void)
{
	__u32 zero = 0, at = bpf_core_field_offset(struct bpf_array, pptrs);
	__u64 base;

	/* Else the compiler would make the offset part of an instruction that cannot be relocated. */
	asm volatile("" : "+r"(at));
	if (at > sizeof(image) - sizeof(base) || bpf_probe_read_kernel(image, sizeof(image), &gauge) != 0)
		return;
	base = *(__u64 *)(image + at);
	for (__u32 i = 0; i < TASKITER_CPUS && i < wish.cpus; i++) {
		void *copy = bpf_map_lookup_percpu_elem(&gauge, &zero, i);
		if (!copy)
			return;
		/* By way of memory a pointer becomes a number that can be reckoned with. */
		*(void *volatile *)&offsets[i] = copy;
		*(volatile __u64 *)&offsets[i] -= base;
	}
}

static __always_inline __s64 summed(__s64 sum, const char *counters)
{
	for (__u32 i = 0; i < TASKITER_CPUS && i < wish.cpus; i++) {
		int part = 0;
		bpf_probe_read_kernel(&part, sizeof(part), counters + offsets[i]);
		sum += part;
	}
	return sum;
}

/* Since Linux 6.2 a counter of memory is an array's element, and has a part for each CPU. Macros, because the place of an element
 * is relocated only where its index is written. */
#define SUMMED(mm, kind) summed((mm)->rss_stat[kind].count, (const char *)(mm)->rss_stat[kind].counters)

static void sum_cpus(struct taskiter_record *r, struct mm_struct *mm)
{
	r->file = SUMMED(mm, MM_FILEPAGES);
	r->anon = SUMMED(mm, MM_ANONPAGES);
	r->swap = SUMMED(mm, MM_SWAPENTS);
	r->shmem = SUMMED(mm, MM_SHMEMPAGES);
	r->exact = wish.cpus > 0;
}

/* Before, each thread counts for itself, and tells its process once in 64 faults: what it has not told yet is missing from stat
 * and statm. The counters are copied, because the verifiers of these kernels do not see through the typedef of their type. */
static void sum_threads(struct taskiter_record *r, struct task_struct *t, struct mm_struct *mm)
{
	const char *head = (const char *)t->signal + bpf_core_field_offset(struct signal_struct, thread_head), *node = head;
	__s64 *sums = &r->file;   /* the four are in the kernel's order */
	int own[MM_COUNTERS] = { 0 };

	bpf_core_read(sums, MM_COUNTERS * sizeof(*sums), &((struct mm_struct___6_1 *)mm)->rss_stat.count);
	if (!bpf_core_field_exists(struct task_struct___6_1, rss_stat))
		return;
	for (int i = 0; i < THREADS; i++) {
		bpf_probe_read_kernel(&node, sizeof(node), node + bpf_core_field_offset(struct list_head, next));
		if (node == head)
			return;
		bpf_probe_read_kernel(own, sizeof(own), node - bpf_core_field_offset(struct task_struct, thread_node) +
		                      bpf_core_field_offset(struct task_struct___6_1, rss_stat.count));
		for (int kind = 0; kind < MM_COUNTERS; kind++)
			sums[kind] += own[kind];
	}
}

/* The number that the pid has in the reader's namespace; 0: none. */
static __u32 number_of(struct pid *pid)
{
	int nr = 0;

	if (!pid)
		return 0;
	if (level == 0)
		return pid->numbers[0].nr;
	if (pid->level < level)
		return 0;
	bpf_probe_read_kernel(&nr, sizeof(nr), (const char *)pid + bpf_core_field_offset(struct pid, numbers) +
	                      level * bpf_core_type_size(struct upid) + bpf_core_field_offset(struct upid, nr));
	return nr;
}

static long state_of(struct task_struct *t)
{
	return bpf_core_field_exists(t->__state) ? t->__state : ((struct task_struct___5_13 *)t)->state;
}

static void write_thread(struct seq_file *seq, struct task_struct *t)
{
	struct taskiter_thread r = { sizeof(r), number_of(t->signal->pids[PIDTYPE_TGID]), t->se.sum_exec_runtime, t->min_flt,
	                             t->maj_flt };

	bpf_seq_write(seq, &r, sizeof(r));
}

/* They lie where nothing else is read. */
static void write_details(struct taskiter_record *r, struct mm_struct *mm)
{
	bpf_core_read(&r->page_tables, sizeof(r->page_tables), &mm->pgtables_bytes.counter);
	if (bpf_core_field_exists(mm->hugetlb_usage))
		bpf_core_read(&r->hugetlb, sizeof(r->hugetlb), &mm->hugetlb_usage.counter);
}

static void write_record(struct seq_file *seq, struct task_struct *t)
{
	struct signal_struct *s = t->signal;
	struct mm_struct *mm = t->mm;
	struct taskiter_record r = { .size = sizeof(r), .exact = 1 };

	r.pid = number_of(t->thread_pid);
	r.tgid = number_of(s->pids[PIDTYPE_TGID]);
	r.ppid = number_of(t->real_parent->signal->pids[PIDTYPE_TGID]);
	r.pgrp = number_of(s->pids[PIDTYPE_PGID]);
	r.session = number_of(s->pids[PIDTYPE_SID]);
	r.threads = s->nr_threads;
	r.uid = t->real_cred->euid.val;
	r.oom_adj = s->oom_score_adj;
	r.flags = t->flags;
	r.exit_state = t->exit_state;
	r.state = state_of(t);
	r.prio = t->prio;
	r.static_prio = t->static_prio;
	r.cpu = bpf_core_field_exists(t->thread_info.cpu) ? t->thread_info.cpu : ((struct task_struct___5_15 *)t)->cpu;
	r.start_ns = t->start_boottime;
	r.cpu_ns = t->se.sum_exec_runtime;
	r.minflt = t->min_flt;
	r.majflt = t->maj_flt;
	r.exec_id = bpf_core_field_size(t->self_exec_id) == 8 ? t->self_exec_id : ((struct task_struct___5_7 *)t)->self_exec_id;
	r.cgroup = t->cgroups->dfl_cgrp->kn->id;
	__builtin_memcpy(r.comm, t->comm, sizeof(r.comm));
	if (t->pid == t->tgid) {
		r.cpu_ns += s->sum_sched_runtime;
		r.minflt += s->min_flt;
		r.majflt += s->maj_flt;
	}
	if (mm && !(r.flags & PF_KTHREAD) && t->pid == t->tgid) {
		r.vsz = mm->total_vm;
		r.peak = mm->hiwater_rss;
		r.data = mm->data_vm;
		r.stack = mm->stack_vm;
		r.locked = mm->locked_vm;
		if (wish.details)
			write_details(&r, mm);
		/* It is asked for the field, not for the type of old: to look for a type that the kernel has not, the loader would
		 * go through its modules, which CAP_BPF does not allow. */
		if (bpf_core_field_exists(struct mm_struct, rss_stat))
			sum_cpus(&r, mm);
		else
			sum_threads(&r, t, mm);
	}
	bpf_seq_write(seq, &r, sizeof(r));
}

/* What each task had run when the reader was told all of it. Of two whose pids end alike, only the later one has a place; the
 * loader may make it smaller, then some have none. */
#define PLACES 65536

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, PLACES);
	__type(key, __u32);
	__type(value, __u64);
} told SEC(".maps");

static __u64 *place_of(struct task_struct *t)
{
	__u32 place = (__u32)t->pid % PLACES;

	return bpf_map_lookup_elem(&told, &place);
}

/* The pid is part of it, and so will be the time that another task with this pid has run. */
static __u64 mark_of(struct task_struct *t)
{
	return t->se.sum_exec_runtime << 22 ^ (__u32)t->pid;
}

/* The times of a process with more threads are those of all. */
static void remember(struct task_struct *t)
{
	__u64 *place = place_of(t);

	if (place)
		*place = t->pid == t->tgid && t->signal->nr_threads > 1 ? 0 : mark_of(t);
}

/* Of one that is running the count may lag. */
static int has_run(struct task_struct *t)
{
	const __u64 *place = place_of(t);

	return !place || *place != mark_of(t) || state_of(t) == 0;
}

static int is_due(__u32 pid)
{
	return pid % TASKITER_TURNS == wish.turn || wish.shown[pid % TASKITER_SHOWN / 8] >> pid % 8 & 1;
}

/* False when the task must be told whole. */
static int write_same(struct seq_file *seq, struct task_struct *t)
{
	struct taskiter_same r = { sizeof(r), 0, t->tgid, 0 };

	if (!wish.same || has_run(t))
		return 0;
	r.pid = number_of(t->thread_pid);
	if (is_due(r.pid))
		return 0;
	if (level > 0)
		r.tgid = number_of(t->signal->pids[PIDTYPE_TGID]);
	bpf_seq_write(seq, &r, sizeof(r));
	return 1;
}

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *t = ctx->task;

	if (!t)
		return 0;
	if (ctx->meta->seq_num == 0) {
		struct task_struct *reader = (struct task_struct *)bpf_get_current_task();
		level = BPF_CORE_READ(reader, thread_pid, level);
		if (bpf_core_field_exists(struct mm_struct, rss_stat))
			find_offsets();
	}
	if (t->pid != t->tgid && !wish.threads)
		write_thread(ctx->meta->seq, t);
	else if (!write_same(ctx->meta->seq, t)) {
		write_record(ctx->meta->seq, t);
		remember(t);
	}
	return 0;
}

/* The kernel lends its helpers to programs that say so only. */
char LICENSE[] SEC("license") = "Dual MIT/GPL";
