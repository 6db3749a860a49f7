import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { refusals } from '../domain/errors';
import { Public } from './access.decorator';
import { Readiness } from './readiness';

const healthRefusal = refusals({
  'server.not-ready': { kind: 'unavailable', zh: '数据库暂不可用', en: 'the database cannot be reached' },
});

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly readiness: Readiness,
  ) {}

  @Public()
  @Get('health')
  @ApiOperation({ summary: '进程存活 / the process is alive' })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('ready')
  @ApiOperation({
    summary: '可以服务：数据库应答，账本未分叉 / ready to serve: the database answers, no log has forked',
  })
  async ready(): Promise<{ status: 'ok' }> {
    await this.source.query('select 1').catch(() => {
      throw healthRefusal('server.not-ready');
    });
    const fault = this.readiness.fault();
    if (fault !== null) throw fault;
    return { status: 'ok' };
  }
}
