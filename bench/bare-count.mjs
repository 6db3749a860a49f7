// The peer of the board: node:http and pg, and one `select count(*)`. No token, no guard, no row-level security.
import { createServer } from 'node:http';
import pg from 'pg';

const { url, county } = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: url, max: 2 });

const server = createServer(async (_request, response) => {
  const { rows } = await pool.query('select count(*) from pilot where county = $1', [county]);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ count: Number(rows[0].count) }));
});
server.listen(0, '127.0.0.1', () => process.send({ address: `http://127.0.0.1:${server.address().port}` }));

const stop = async () => {
  server.closeAllConnections();
  server.close();
  await pool.end();
  process.exit(0);
};
process.on('message', ({ stop: asked }) => asked && stop());
process.on('disconnect', stop);
