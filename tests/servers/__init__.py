"""Real servers for the tests: PostgreSQL and Elasticsearch, without a container engine.

`python -m tests.servers run COMMAND` runs a command with both; `fixtures.py` is what tests ask
for. A server that runs already is used instead of one of our own: `DATABASE_URL` names a
PostgreSQL, `ELASTICSEARCH_URL` an Elasticsearch. Databases and indexes carry names of the test
process, so that nothing else on that server is touched.
"""
