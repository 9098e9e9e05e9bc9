/* budget.c - counts what may be used of a CPU. Measures nothing, waits for nothing. */
#include "budget.h"

#define SECOND 1e9

struct budget budget_start(double share, uint64_t now_ns)
{
	return (struct budget){ .share = share, .credit_ns = share * BUDGET_SAVED * SECOND, .counted_ns = now_ns };
}

void budget_spend(struct budget *b, uint64_t used_ns)
{
	if (used_ns > BUDGET_DEAR_NS)
		b->debt_ns += (double)used_ns;
	else
		b->credit_ns -= (double)used_ns;
}

static void count(struct budget *b, uint64_t now_ns)
{
	double passed = (double)(now_ns - b->counted_ns), most = b->share * BUDGET_SAVED * SECOND, paid = b->share / 2 * passed;

	paid = paid < b->debt_ns ? paid : b->debt_ns;
	b->debt_ns -= paid;
	b->credit_ns += b->share * passed - paid;
	b->credit_ns = b->credit_ns < most ? b->credit_ns : most;
	b->counted_ns = now_ns;
}

uint64_t budget_opens_ns(struct budget *b, uint64_t now_ns, uint64_t expected_ns)
{
	bool is_dear = expected_ns > BUDGET_DEAR_NS;

	count(b, now_ns);
	if (is_dear ? b->debt_ns <= 0 : b->credit_ns > 0)
		return now_ns;
	/* Should the debt be paid in between, the wait for credit is over earlier: whoever waits asks again. */
	return now_ns + 1 + (uint64_t)((is_dear ? b->debt_ns : -b->credit_ns) / (b->share / 2));
}
