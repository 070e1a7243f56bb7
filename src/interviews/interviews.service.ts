import { Injectable } from '@nestjs/common';
import { SharingService } from '../sharing/sharing.service';
import { userNameOf } from '../topics/interviewee-identifier';
import { InterviewPages } from './interview-pages';

/** A page and its status. */
export interface RenderedPage {
  status: 200 | 404;
  html: string;
}

/** What an interviewee sees after the click. */
@Injectable()
export class InterviewsService {
  private readonly pages = new InterviewPages();

  constructor(private readonly sharing: SharingService) {}

  /** The interview behind a token; the same 404 page whether it is unknown, disabled or expired. */
  async open(accessToken: string): Promise<RenderedPage> {
    const share = await this.sharing.findOpen(accessToken);
    if (!share) return { status: 404, html: this.pages.render('not-found', {}) };
    const html = this.pages.render('welcome', {
      // The identifier of a test link is an id of ours, nothing to greet anybody with.
      user_name: share.kind === 'test' ? '' : userNameOf(share.identifier),
      topic: share.topic,
      question_count: share.questionCount,
      asked_by: share.askedBy,
    });
    return { status: 200, html };
  }

  /** What the placeholder link of a preview leads to. */
  preview(): RenderedPage {
    return { status: 200, html: this.pages.render('preview', {}) };
  }
}
