"""What waits for somebody else to decide: the queue, one request with everything needed, and who stands in for whom."""
