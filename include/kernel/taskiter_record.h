/* taskiter_record.h - what the BPF program writes for each task: the one thing that both sides of the kernel's door share. */
#ifndef TASKITER_RECORD_H
#define TASKITER_RECORD_H

#include <linux/types.h>

#define TASKITER_CPUS 16   /* where there are more CPUs, the counters of memory are not summed over all of them: it takes too long */

/* A process; or a thread, when threads are wanted. Pids are those of the reader's namespace. */
struct taskiter_record {
	__u32 size;            /* of this record: tells it from the other kind */
	__u32 pid, tgid, ppid, pgrp, session;
	__u32 threads, uid, flags, state, exit_state;
	__s32 prio, static_prio, cpu;
	__u32 exact;           /* statm would know no better than file, anon, swap and shmem */
	__s32 oom_adj;         /* oom_score_adj */
	__u64 start_ns;        /* since boot */
	__u64 cpu_ns;          /* of a process: of its first thread, and of those that have ended */
	__u64 minflt, majflt;  /* likewise */
	__u64 exec_id;         /* another number after each exec */
	__u64 cgroup;          /* inode of its directory in the cgroup v2 hierarchy */
	__u64 vsz, peak;       /* pages, like the next seven */
	__s64 file, anon, swap, shmem;
	__u64 data, stack, locked;
	__u64 page_tables;     /* bytes; this and hugetlb, in pages, only where details are wished */
	__u64 hugetlb;
	char comm[16];
};

/* A thread that is not shown: what its process's times lack. */
struct taskiter_thread {
	__u32 size, tgid;
	__u64 cpu_ns, minflt, majflt;
};

/* A process with one thread, or a thread that is shown, that has not run since the reader was last told all of it. */
struct taskiter_same {
	__u32 size, pid, tgid;
	__u32 unused;          /* what comes behind it stays aligned */
};

#define TASKITER_TURNS 64      /* reads in which each of those gets a whole record once */
#define TASKITER_SHOWN 65536   /* bits: one for each end that the number of a shown process may have */

/* What the reader tells the program, in its map ".data". */
struct taskiter_wish {
	__u32 threads;         /* whether each thread gets a record of its own */
	__u32 same;            /* whether there are short records for what has not run */
	__u8 shown[TASKITER_SHOWN / 8];   /* who gets a whole record anyway */
	__u32 turn;            /* below TASKITER_TURNS: whose turn it is to get a whole record all the same */
	__u32 details;         /* whether the memory is told in detail */
	__u32 cpus;            /* to sum the counters of memory over: all of the machine, or none. Linux 6.2 and later */
};

#endif
