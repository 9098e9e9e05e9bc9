/* thread.h - threads beside the one that draws. */
#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Starts a thread in which all signals but those of a crash are blocked: the others are for the one that draws. Dies when no
 * thread can be had. The name is what others see of it: at most 15 bytes. */
pthread_t thread_start(const char *name, void *(*run)(void *), void *argument);

/* A condition whose timed waits go by CLOCK_MONOTONIC. */
void thread_condition(pthread_cond_t *c);

/* Nanoseconds of CLOCK_MONOTONIC, and of CPU time that this thread has used. */
uint64_t thread_now_ns(void);
uint64_t thread_used_ns(void);

/* Waits on such a condition until then. False when the time is over. */
bool thread_wait_until(pthread_cond_t *c, pthread_mutex_t *lock, uint64_t then_ns);

#endif
